import type { PlanJson } from '../server/contract.ts'

/** Whether it can be bought here now, by either way. */
export function isSold({ stars, card }: PlanJson): boolean {
  return stars !== null || card !== null
}
