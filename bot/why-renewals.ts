import type { Story } from '../db/billing.ts'
import type { Passage } from './abridge.ts'
import type { Speech } from './texts.ts'

type Renewal = Story['renewals'][number]

/** What was said of renewals, by Telegram and by us, and what came of it. */
export function renewalEventsOf(speech: Speech, story: Story): { at: Date; passage: Passage }[] {
  return story.renewals.map(one => ({ at: one.at, passage: passageOf(speech, one) }))
}

function passageOf(speech: Speech, one: Renewal): Passage {
  const line = headOf(speech, one)
  return [[line, ...answerTo(speech, one)].join('\n'), line]
}

function headOf({ t }: Speech, { kind, at, ...said }: Renewal): string {
  const id = said.subscription ?? '?'
  const by = said.askedBy === null ? '-' : String(said.askedBy)
  switch (kind) {
    case 'canceled':
      return t('why-renewal-canceled', { at, id })
    case 'active':
      return t('why-renewal-active', { at, id })
    case 'failed':
      return t('why-renewal-failed', { at, id })
    case 'stop':
      return t('why-renewal-stop', { at, id, by, reason: said.reason ?? '?' })
    case 'allow':
      return t('why-renewal-allow', { at, id, by })
  }
}

function answerTo({ t }: Speech, { kind, result, detail, answeredAt }: Renewal): string[] {
  if (kind !== 'stop' && kind !== 'allow') return []
  if (answeredAt === null) return [t('why-renewal-waiting')]
  return result === 'refused'
    ? [t('why-renewal-refused', { at: answeredAt, detail: detail ?? '?' })]
    : [t('why-renewal-done', { at: answeredAt })]
}
