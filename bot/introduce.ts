import type { Person } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** A person for admins: names, id, language, since when, and whether our messages reach them. */
export function introduce({ t }: Speech, person: Person): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ')
  const language = person.language ?? person.languageCode ?? '?'
  const lines = [
    (name === '' ? t('person-nameless') : t('person-name', { name })) +
      (person.username ? t('person-username', { username: person.username }) : ''),
    t('person-facts', { id: String(person.id), language, met: person.metAt }),
  ]
  if (person.unreachableAt) lines.push(t('person-unreachable', { since: person.unreachableAt }))
  return lines.join('\n')
}
