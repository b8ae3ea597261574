import { type Answer, failureOf } from '../api.ts'
import type { LateRefusal, Purchase, Rail, Refusal } from './shown.ts'

const REFUSALS: Record<string, Refusal | LateRefusal> = {
  'unknown-plan': 'unknown_plan',
  'not-sold-here': 'not_sold_here',
  'owned-forever': 'owned_forever',
  subscribed: 'subscribed',
  parallel: 'parallel',
  'paid-already': 'paid_already',
}

/** Why no order came of it, on either rail. */
export function refusalOf(
  { plan, rail }: { plan: string; rail: Rail },
  answer: Exclude<Answer<never>, { kind: 'ok' }>,
): Extract<Purchase, { kind: 'refused' | 'failed' }> {
  if (answer.kind === 'too_many')
    return { kind: 'refused', plan, rail, why: 'too_many', seconds: answer.seconds }
  const why = answer.kind === 'refused' && REFUSALS[answer.problem]
  return why ? { kind: 'refused', plan, rail, why } : { kind: 'failed', plan, why: failureOf(answer) }
}

export function isRefused(refusal: Purchase, why: LateRefusal): boolean {
  return refusal.kind === 'refused' && refusal.why === why
}
