import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { living } from './cards.ts'
import { access, dayAt, FREE, grant, plan } from './goods.ts'

/** What is sold, bought and told of subscriptions in Stars. */

export const CLUB = plan('club', {
  period: 'P30D',
  grace_days: 3,
  stars: { amount: 100, currency: 'XTR', recurring: true },
})

/** As one of those that live beside another; renewing on 10 December 2026. */
export function inStars(more: Partial<SubscriptionJson['parallel'][number]> = {}) {
  return living({
    id: 's2',
    plan: 'club',
    plan_title: 'The club plan',
    rail: 'stars',
    current_period_start: dayAt(10),
    current_period_end: dayAt(40),
    price: { amount: 100, currency: 'XTR' },
    ...more,
  })
}

export function joined(more: Partial<SubscriptionJson> = {}): SubscriptionJson {
  return { ...FREE, ...inStars(), tier: 'paid', ...more }
}

/** The access it gives. */
export const MEMBER = access([grant('club', 10, 40)])

/** What it gives while the next period is awaited. */
export const GRACE = access([grant('club', -10, 20)], { in_grace: true })

/** It renews no more, and we had it stopped. */
export const STOPPED = { renews: false, cancel_at_period_end: true, stopped_here: true }
/** The next period should have been paid yesterday; access goes on until 23 November 2026. */
export const AWAITED = { current_period_end: dayAt(20), grace_until: dayAt(23) }
