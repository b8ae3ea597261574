import type { PlanTerms } from '../../db/plan.ts'
import { plan } from '../support/plan.ts'

const goods = { goods: 'service' as const, graceDays: 3 }

/** Two keys: one opened by what renews, on each rail by a plan of its own; one by what is bought once, on either. */
export const PLANS: PlanTerms[] = [
  plan({
    ...{ code: 'club', entitlements: ['member'], term: 'P30D', ...goods },
    stars: { amount: 500, recurring: true },
  }),
  plan({
    ...{ code: 'care', entitlements: ['member'], term: 'P1M', ...goods, stars: null },
    card: { price: 'price_care', amount: 900, currency: 'EUR' },
  }),
  plan({
    ...{ code: 'pass', entitlements: ['visitor'], term: 'P30D', ...goods },
    stars: { amount: 250, recurring: false },
    card: { price: 'price_pass', amount: 1200, currency: 'EUR' },
  }),
]

export type Key = 'member' | 'visitor'
export const KEYS: Key[] = ['member', 'visitor']

/** What a plan opens; `title` as the messages have it. */
export function keyOf(title: unknown): Key {
  return title === 'The pass' ? 'visitor' : 'member'
}
