import type { PlanTerms } from '../../db/plan.ts'

/** One plan of a test shop, sold for 250 Stars once; say only what matters. */
export function plan(changes: Partial<PlanTerms> & { code: string }): PlanTerms {
  const { code } = changes
  return {
    title: `The ${code}`,
    description: `All of it, ${code}`,
    features: [],
    entitlements: ['pro'],
    maxDevices: 3,
    term: 'P1M',
    graceDays: 0,
    goods: 'digital',
    stars: { amount: 250, recurring: false },
    card: null,
    ...changes,
  }
}
