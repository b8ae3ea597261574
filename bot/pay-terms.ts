import type { PlanTerms } from '../db/billing.ts'
import { termOf } from './term.ts'
import type { Speech } from './texts.ts'

/** What one pays, for how long, and whether it goes on by itself. */
export function payTerms(
  speech: Speech,
  { term }: Pick<PlanTerms, 'term'>,
  { price, renews }: { price: string; renews: boolean },
): string {
  const vars = { price, term: termOf(speech, term) }
  return renews ? speech.plain('pay-renews', vars) : speech.plain('pay-once', vars)
}
