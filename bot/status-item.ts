import type { Entitlement, Money, Subscription } from '../db/billing.ts'
import type { Holding } from './holdings.ts'
import { isOverdue } from './overdue.ts'

/** What a person has of one plan, and the subscription that pays for it, where one lives. */
export interface Item extends Omit<Holding, 'state'> {
  /** `grace`: what was paid is over, and stays open while the next payment is awaited. `never`: it is not open, and was not. */
  state: Holding['state'] | 'grace' | 'never'
  subscription: Subscription | null
}

const OVER = new Set(['canceled', 'incomplete_expired'])

/**
 * Holdings with their subscriptions; and subscriptions that open nothing: they wait for their first payment, or all that
 * was paid went back and they renew all the same (case 29).
 */
export function itemsOf(holdings: Holding[], access: Entitlement[], subscriptions: Subscription[]): Item[] {
  const living = subscriptions.filter(({ endedAt, status }) => endedAt === null && !OVER.has(status))
  const inGrace = new Set(access.filter(one => one.inGrace).map(({ plan }) => plan))
  const held = holdings.map((holding): Item => {
    const its = living.filter(({ plan }) => plan.code === holding.plan)
    const state = holding.state === 'ended' && inGrace.has(holding.plan) ? 'grace' : holding.state
    return { ...holding, state, subscription: its.find(({ renews }) => renews) ?? its[0] ?? null }
  })
  const bare = living
    .filter(({ plan, payUrl, renews }) => (payUrl || renews) && !holdings.some(one => one.plan === plan.code))
    .map((subscription): Item => {
      const { plan, createdAt } = subscription
      return { plan: plan.code, state: 'never', from: createdAt, until: createdAt, subscription }
    })
  return [...held, ...bare]
}

export function isOpen({ state }: Item): boolean {
  return state === 'now' || state === 'later' || state === 'grace'
}

/** What is to be paid for it now, and where; null: nothing. */
export function owedOf({ subscription }: Item): { price: Money; payUrl: string } | null {
  const payUrl = subscription?.payUrl
  return subscription && payUrl ? { price: subscription.price, payUrl } : null
}

/** Its next payment has not come; in Stars Telegram takes it as soon as it can. */
export function isLate({ state, subscription }: Item, now: Date): boolean {
  return subscription !== null && (isOverdue(subscription, now) || (subscription.renews && state === 'grace'))
}

/** It opens nothing, and renews all the same, though nothing is owed: whoever was given the money back may be charged again. */
export function renewsClosed(item: Item, now: Date): boolean {
  return !isOpen(item) && item.subscription?.renews === true && !owedOf(item) && !isLate(item, now)
}

/** It lives, and ends with what is paid. */
export function isStopped({ subscription }: Item): boolean {
  return subscription?.cancelAt != null && !subscription.renews
}
