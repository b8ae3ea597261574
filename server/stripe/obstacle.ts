import type { PlanTerms, Subscription } from '../../db/billing.ts'

/** Another subscription of theirs that they must know of before they pay. */
export type Obstacle = {
  /**
   * `subscribed`: this very plan renews by card already, or is about to end and can be resumed: it is managed, not bought
   * again. `parallel`: it will go on costing money beside what they are about to buy; they decide (case 37).
   */
  kind: 'subscribed' | 'parallel'
  plan: PlanTerms
  rail: Subscription['rail']
  until: Date | null
  /** What was paid is over, so a payment of it is owed. */
  late?: true
}

/** Statuses in which a subscription brings, or will bring, the next period; by what Stripe and Telegram call them. */
const UNDER_WAY = new Set(['trialing', 'active', 'past_due'])
/** Nothing was ever paid, or nothing will be any more. */
const OVER = new Set(['incomplete', 'incomplete_expired', 'canceled'])
/** By card: the period that has begun is not paid. */
const OWING = new Set(['past_due', 'unpaid'])

/**
 * What of the person's subscriptions stands in the way of buying `plan`; null: nothing. `renews`: so will this one. What
 * renews no more costs nothing more, so it is no second one (as for Stars: `db/beside.ts`).
 */
export function obstacleTo(
  { plan, renews, now }: { plan: PlanTerms; renews: boolean; now: Date },
  subscriptions: Subscription[],
): Obstacle | null {
  const living = subscriptions.filter(({ endedAt, status }) => endedAt === null && !OVER.has(status))
  const same = living.filter(each => each.plan.code === plan.code)
  const this_ = same.find(({ rail, status }) => rail === 'card' && UNDER_WAY.has(status))
  if (renews && this_) return { kind: 'subscribed', ...factsOf(this_, now) }
  // What is bought once is no second subscription, except to what is paid for already.
  const beside = (renews ? living : same).find(each => each.renews)
  return beside ? { kind: 'parallel', ...factsOf(beside, now) } : null
}

function factsOf(subscription: Subscription, now: Date): Omit<Obstacle, 'kind'> {
  const { plan, rail, status, renews, periodEndsAt: until } = subscription
  const isLate = (rail === 'card' && OWING.has(status)) || (renews && until !== null && until <= now)
  return { plan, rail, until, ...(isLate && { late: true }) }
}
