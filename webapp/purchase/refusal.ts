import { type Answer, failureOf } from '../api.ts'
import type { CardRefusal, Purchase, Refusal } from './shown.ts'

const REFUSALS: Record<string, Refusal | CardRefusal> = {
  'unknown-plan': 'unknown_plan',
  'not-sold-here': 'not_sold_here',
  'owned-forever': 'owned_forever',
  subscribed: 'subscribed',
  parallel: 'parallel',
  'paid-already': 'paid_already',
}

/** Why no order came of it, on either rail. */
export function refusalOf(
  plan: string,
  answer: Exclude<Answer<never>, { kind: 'ok' }>,
): Extract<Purchase, { kind: 'refused' | 'failed' }> {
  if (answer.kind === 'too_many') return { kind: 'refused', plan, why: 'too_many', seconds: answer.seconds }
  const why = answer.kind === 'refused' && REFUSALS[answer.problem]
  return why ? { kind: 'refused', plan, why } : { kind: 'failed', plan, why: failureOf(answer) }
}
