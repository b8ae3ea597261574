import type { Rail } from './money.ts'
import type { Charge, QuarantineReason } from './payment.ts'
import type { PlanTerms } from './plan.ts'

/** An order as settling sees it. Whether it has expired or was canceled plays no part: paid money is honoured. */
export interface KnownOrder {
  id: string
  personId: number
  rail: Rail
  amount: number
  currency: string
  planVersionId: string
  terms: PlanTerms
}

/** What the books know about a charge at the moment of deciding. */
export interface Known {
  /** The payment this charge was booked as, if it was. */
  bookedAs: string | null
  /** The order its reference names, if any. */
  order: KnownOrder | null
  /** Whether the payer has this order's plan for ever. */
  ownedForever: boolean
}

/** What a charge means. Money that arrived is always booked; the verdict says what it buys. */
export type Verdict =
  | { kind: 'repeat'; paymentId: string }
  | { kind: 'quarantine'; reason: QuarantineReason }
  | { kind: 'return'; order: KnownOrder }
  | { kind: 'grant'; order: KnownOrder; paidForOther: boolean }

/**
 * The rules, all of them, knowing no database. Refusals first; below them the charge is good.
 * Whoever paid is credited, also on another's invoice: it is their money (case 3).
 */
export function decide(charge: Charge, known: Known): Verdict {
  if (known.bookedAs !== null) return { kind: 'repeat', paymentId: known.bookedAs }

  const order = known.order
  if (order === null) return { kind: 'quarantine', reason: 'unknown_order' }
  if (charge.rail !== order.rail) return { kind: 'quarantine', reason: 'wrong_rail' }
  if (charge.price.currency !== order.currency) return { kind: 'quarantine', reason: 'wrong_currency' }
  if (charge.price.amount !== order.amount) return { kind: 'quarantine', reason: 'wrong_amount' }
  if (known.ownedForever) return { kind: 'return', order }

  return { kind: 'grant', order, paidForOther: charge.payerId !== order.personId }
}
