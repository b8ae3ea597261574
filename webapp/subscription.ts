import type { SubscriptionJson } from '../server/billing-contract.ts'

/** One subscription, or what was paid once. */
export type Subscription = SubscriptionJson['parallel'][number]

/** The foremost, and those that live beside it. */
export function subscriptionsOf(told: SubscriptionJson | null): Subscription[] {
  return told ? [told, ...told.parallel] : []
}

/** Those with money that is late, or waits for their bank. */
export function owedOf(told: SubscriptionJson | null): Subscription[] {
  return subscriptionsOf(told).filter(
    ({ status, pay_url }) => pay_url !== null || status === 'past_due' || status === 'unpaid',
  )
}

/** A payment of it is awaited that has not come, whether or not its provider says so. */
export function isLate({ status, grace_until }: Subscription): boolean {
  return grace_until !== null || status === 'past_due' || status === 'unpaid'
}

/** The one of this plan that will not renew, and could again: it is turned on again, and not bought anew. */
export function endingOf(told: SubscriptionJson | null, plan: string): Subscription | null {
  const mayRenew = ({ id, status }: Subscription) =>
    id !== null && (status === 'active' || status === 'trialing')
  return subscriptionsOf(told).find(one => one.plan === plan && !one.renews && mayRenew(one)) ?? null
}

/** What renews this plan by itself; null: nothing. */
export function renewalOf(told: SubscriptionJson | null, plan: string): Subscription | null {
  return subscriptionsOf(told).find(one => one.plan === plan && one.renews) ?? null
}
