import type { Money } from './money.ts'

/** One week of the shop, Monday to Monday in UTC. Money from the ledger, people from the grants. */
export interface WeekFigures {
  startsAt: Date
  /** What was earned, per currency, before refunds: entries into `sales`. */
  revenue: Money[]
  /** What of earlier or this week's sales went back in it, per currency. */
  refunded: Money[]
  /** People with any access at the end of the week, or now in the running one. */
  active: number
  /** People whose first access ever began in it. */
  fresh: number
  /** People who had access and had none at its end, or now. */
  lapsed: number
}
