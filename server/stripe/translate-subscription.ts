import type { Stripe } from 'stripe'
import type { SubscriptionState } from '../../db/billing.ts'
import { instant, instantOrNull, money } from './reading.ts'

/** What a subscription is beside what Stripe says of it. */
export interface Ours {
  ticket: number
  personId: number
  orderId: string
  /** The page of what is owed, and what it waits for; null: nothing is. */
  debt: Debt | null
}

export interface Debt {
  payUrl: string | null
  todo: 'pay' | 'confirm'
}

/** In these it lives and its next period is awaited; in any other, also one we do not know, nothing is (cases 72, 75). */
const LIVING = new Set<string>(['trialing', 'active', 'past_due'])

export function translateSubscription(subscription: Stripe.Subscription, ours: Ours): SubscriptionState {
  const { id, status, currency, items } = subscription
  const { debt, ...who } = ours
  const periodEndsAt = latest(items.data.map(item => item.current_period_end))
  const cancelAt = endOf(subscription, periodEndsAt)
  const amount = items.data.reduce(
    (sum, item) => sum + (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    0,
  )
  return {
    rail: 'card',
    providerId: id,
    ...who,
    status,
    renews: goesOn(subscription, periodEndsAt, cancelAt),
    price: money(amount, currency),
    periodStartsAt: earliest(items.data.map(item => item.current_period_start)),
    periodEndsAt,
    cancelAt,
    endedAt: instantOrNull(subscription.ended_at),
    payUrl: debt?.payUrl ?? null,
    ...(debt && { todo: debt.todo }),
    createdAt: instant(subscription.created),
  }
}

/** Under flexible billing, cancelling at the end of the period sets `cancel_at` and leaves the flag alone (case 74). */
function endOf(subscription: Stripe.Subscription, periodEndsAt: Date | null): Date | null {
  const { cancel_at, cancel_at_period_end } = subscription
  return instantOrNull(cancel_at) ?? (cancel_at_period_end ? periodEndsAt : null)
}

/** Whether money for the next period is awaited. While collecting is paused its invoices are drafts, or void. */
function goesOn(
  { status, pause_collection }: Stripe.Subscription,
  periodEndsAt: Date | null,
  cancelAt: Date | null,
): boolean {
  if (!LIVING.has(status) || pause_collection !== null) return false
  return cancelAt === null || periodEndsAt === null || cancelAt > periodEndsAt
}

function latest(seconds: number[]): Date | null {
  return seconds.length === 0 ? null : instant(Math.max(...seconds))
}

function earliest(seconds: number[]): Date | null {
  return seconds.length === 0 ? null : instant(Math.min(...seconds))
}
