import type { Subscription } from '../db/billing.ts'

/** The statuses in which the period that Stripe names is paid. */
const PAID = new Set(['active', 'trialing'])

/** When the period ends that is paid; null: none is now, or it is not known. */
export function runningUntil(
  { rail, status, periodEndsAt }: Pick<Subscription, 'rail' | 'status' | 'periodEndsAt'>,
  now: Date,
): Date | null {
  // By card a period begins whether or not it is paid; in Stars with its payment.
  if (rail === 'card' && !PAID.has(status)) return null
  return periodEndsAt && periodEndsAt > now ? periodEndsAt : null
}

/** Whether it goes on, and the payment for its next period has not come though it is time, or was tried in vain. */
export function isOverdue(
  subscription: Pick<Subscription, 'rail' | 'status' | 'renews' | 'periodEndsAt'>,
  now: Date,
): boolean {
  const { rail, status, renews, periodEndsAt } = subscription
  if (!renews) return false
  return status === 'past_due' || (rail === 'stars' && periodEndsAt !== null && periodEndsAt <= now)
}
