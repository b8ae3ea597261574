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

/** A subscription as settling sees it. */
export interface KnownSubscription {
  id: string
  /** Its provider's own word. */
  status: string
  /** The next period is awaited. */
  renews: boolean
}

/** What the books know about a charge at the moment of deciding. */
export interface Known {
  /** The payment this charge was booked as, if it was. */
  bookedAs: string | null
  /** The order its reference names, if any. */
  order: KnownOrder | null
  /** The subscription whose period it pays; null: it was paid once, or the books do not know it yet. */
  subscription: KnownSubscription | null
  /** Whether the payer has this order's plan for ever. */
  ownedForever: boolean
}

/** What a charge means. Money that arrived is always booked; the verdict says what it buys. */
export type Verdict =
  | { kind: 'repeat'; paymentId: string }
  | { kind: 'quarantine'; reason: QuarantineReason }
  | { kind: 'return'; order: KnownOrder }
  | { kind: 'nothing' }
  | { kind: 'grant'; order: KnownOrder; subscription: KnownSubscription | null; paidForOther: boolean }

/** In these a period that cost nothing is opened all the same; in any other nobody knows what was agreed (cases 75, 82). */
const FREE_PERIODS_COUNT = new Set(['trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled'])

/**
 * The rules, all of them, knowing no database. Refusals first; below them the charge is good.
 * Whoever paid is credited, also on another's invoice: it is their money (case 3). Throws for the period of a
 * subscription that is not in the books yet: it is asked again when it is.
 */
export function decide(charge: Charge, known: Known): Verdict {
  if (known.bookedAs !== null) return { kind: 'repeat', paymentId: known.bookedAs }

  const order = known.order
  if (order === null) return { kind: 'quarantine', reason: 'unknown_order' }
  if (charge.rail !== order.rail) return { kind: 'quarantine', reason: 'wrong_rail' }
  if (charge.price.currency !== order.currency) return { kind: 'quarantine', reason: 'wrong_currency' }
  if (!isRightPrice(charge, order))
    return { kind: 'quarantine', reason: charge.period ? 'wrong_price' : 'wrong_amount' }

  const { subscription } = known
  if (charge.period && !subscription)
    throw new Error(
      `the subscription ${charge.period.subscription} of ${charge.chargeId} is not in the books yet`,
    )
  if (charge.price.amount === 0 && !isOpenForFree(known)) return { kind: 'nothing' }
  if (known.ownedForever) return { kind: 'return', order }

  return { kind: 'grant', order, subscription, paidForOther: charge.payerId !== order.personId }
}

/** What a subscription costs is the provider's to work out, by trials, coupons and credits; only of what is not. */
function isRightPrice({ price, period }: Charge, { amount, terms }: KnownOrder): boolean {
  return period ? period.price !== null && period.price === terms.card?.price : price.amount === amount
}

function isOpenForFree({ subscription, ownedForever }: Known): boolean {
  return !ownedForever && subscription !== null && FREE_PERIODS_COUNT.has(subscription.status)
}
