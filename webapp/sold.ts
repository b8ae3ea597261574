import type { PlanJson } from '../server/contract.ts'

/** The price of a plan that can be bought for Stars here: paid once. The server sells by the same rule. */
export function priceInStars({ stars }: PlanJson): NonNullable<PlanJson['stars']> | null {
  return stars?.recurring ? null : stars
}

/** Whether it can be bought here now, by either way. */
export function isSold(plan: PlanJson): boolean {
  return priceInStars(plan) !== null || plan.card !== null
}
