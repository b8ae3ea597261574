import type { Person } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** A person for admins: names, id, language, since when, and whether our messages reach them. */
export function introduce(speech: Speech, person: Person): string {
  const { t } = speech
  const language = person.language ?? person.languageCode ?? '?'
  const lines = [
    mention(speech, person),
    t('person-facts', { id: String(person.id), language, met: person.metAt }),
  ]
  if (person.unreachableAt) {
    const because = person.unreachableBecause ?? 'unknown'
    lines.push(t('person-unreachable', { since: person.unreachableAt, because }))
  }
  return lines.join('\n')
}

/** Their names on one line. */
export function mention({ t }: Speech, person: Person): string {
  const name = nameOf(person)
  const known = name === '' ? t('person-nameless') : t('person-name', { name })
  return known + (person.username ? t('person-username', { username: `@${person.username}` }) : '')
}

/** As Telegram shows it; empty where it never told us. */
export function nameOf({ firstName, lastName }: Person): string {
  return [firstName, lastName].filter(Boolean).join(' ')
}
