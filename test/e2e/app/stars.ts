import type { SubscriptionJson } from '../../../server/billing-contract.ts'
import type { PlanJson } from '../../../server/contract.ts'
import type { Api } from './api.ts'
import { living, subscribed } from './cards.ts'
import { inDays, plansIn } from './shop.ts'

/** The shop where the month renews by itself, in Stars. */
export function inStars(language: string): Api {
  const json = plansIn(language).map(plan => (plan.code === 'month' ? monthly(plan) : plan))
  return { 'GET catalog': { json } }
}

function monthly(plan: PlanJson): PlanJson {
  return { ...plan, period: 'P30D', stars: { amount: 250, currency: 'XTR', recurring: true } }
}

type Told = SubscriptionJson['parallel'][number]

/** A subscription in Stars as one of those that live beside another. */
export function livingInStars(plan: PlanJson, more: Partial<Told> = {}): Told {
  return {
    ...living(plan),
    rail: 'stars',
    price: { amount: plan.stars?.amount ?? 250, currency: 'XTR' },
    ...more,
  }
}

/** A subscription in Stars, in the middle of its period, and the access it gives. */
export function joined(plan: PlanJson, more: Partial<SubscriptionJson> = {}): Api {
  return subscribed(plan, { ...livingInStars(plan), portal: false, ...more })
}

/** It renews no more, and was stopped here. */
export const STOPPED = { renews: false, cancel_at_period_end: true, stopped_here: true }
/** The next period should have been paid yesterday. */
export const AWAITED = { current_period_end: inDays(-1), grace_until: inDays(2) }
