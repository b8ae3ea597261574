import { type Money, type Text, textIn } from '../db/billing.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** What was paid and for what: `250 Stars`, `The month`. Money that fits no order was for nothing we know. */
export function payWords(
  speech: Speech,
  { plan, price }: { plan: Text | null; price: Money },
): { plan: string; price: string } {
  const title = plan === null ? speech.plain('no-plan') : textIn(plan, speech.language)
  return { plan: title, price: priceOf(speech, price) }
}
