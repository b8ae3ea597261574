import type { PlanJson } from '../server/contract.ts'

/** A plan that can be bought here. */
export type Sold = PlanJson & { stars: NonNullable<PlanJson['stars']> }

/** Whether it can be bought here now: for Stars, paid once. The server sells by the same rule. */
export function isSold(plan: PlanJson): plan is Sold {
  return plan.stars !== null && !plan.stars.recurring
}
