import type { PlanTerms, Subscription } from '../../db/billing.ts'

/** Another subscription of theirs that they must know of before they pay. */
export type Obstacle =
  /** This very plan renews by card already, or is about to end and can be resumed: it is managed, not bought again. */
  | { kind: 'subscribed'; plan: PlanTerms; until: Date | null }
  /** It lives, and will go on costing money beside what they are about to buy; they decide (case 37). */
  | { kind: 'parallel'; plan: PlanTerms; rail: Subscription['rail']; until: Date | null }

/** Statuses in which a subscription brings, or will bring, the next period; by what Stripe and Telegram call them. */
const UNDER_WAY = new Set(['trialing', 'active', 'past_due'])
/** Nothing was ever paid, or nothing will be any more. */
const OVER = new Set(['incomplete', 'incomplete_expired', 'canceled'])

/** What of the person's subscriptions stands in the way of buying `plan`; null: nothing. `renews`: so will this one. */
export function obstacleTo(
  { plan, renews }: { plan: PlanTerms; renews: boolean },
  subscriptions: Subscription[],
): Obstacle | null {
  const living = subscriptions.filter(({ endedAt, status }) => endedAt === null && !OVER.has(status))
  const same = living.filter(each => each.plan.code === plan.code)
  const this_ = same.find(({ rail, status }) => rail === 'card' && UNDER_WAY.has(status))
  if (renews && this_) return { kind: 'subscribed', plan: this_.plan, until: this_.periodEndsAt }
  // What is bought once is no second subscription, except to what is paid for already.
  const beside = (renews ? living : same).at(0)
  if (!beside) return null
  return { kind: 'parallel', plan: beside.plan, rail: beside.rail, until: beside.periodEndsAt }
}
