import type { Stripe } from 'stripe'
import type { Movement } from '../../db/billing.ts'
import { money, wholeOf } from './reading.ts'

/** A move of the balance that belongs to a payment; null: Stripe has not made it yet, and it is to be asked again. */
type Move = Movement | null

/** What the payment itself brought. Where capture is asynchronous it comes up to an hour after the money. */
export function movementOfCharge({ id, latest_charge }: Stripe.PaymentIntent): Move {
  const charge = wholeOf(latest_charge)
  const moved = wholeOf(charge?.balance_transaction)
  if (!charge || !moved) return null
  return {
    ...about(id, moved),
    kind: 'charge',
    presented: money(charge.amount_captured, charge.currency),
  }
}

/** What a refund took, and gave back where it failed. One that has taken nothing has none, and is not waited for. */
export function movementsOfRefund(refund: Stripe.Refund, chargeId: string): Move[] {
  const { id, amount, currency, status, balance_transaction, failure_balance_transaction } = refund
  if (balance_transaction === null) return status === 'succeeded' ? [null] : []
  const taken = wholeOf(balance_transaction)
  const returned = wholeOf(failure_balance_transaction)
  const there: Move = taken && {
    ...about(chargeId, taken),
    kind: 'refund',
    refund: id,
    presented: money(-amount, currency),
  }
  const back: Move = returned && {
    ...about(chargeId, returned),
    kind: 'refund_failure',
    refund: id,
    presented: money(amount, currency),
  }
  return back || status === 'failed' ? [there, back] : [there]
}

/** What a dispute took, and what came back. */
export function movementsOfDispute(dispute: Stripe.Dispute, chargeId: string): Movement[] {
  return dispute.balance_transactions.map(moved => ({
    ...about(chargeId, moved),
    kind: 'dispute',
    dispute: dispute.id,
    presented: money(presentedBy(dispute, moved), dispute.currency),
  }))
}

/** In the dispute's own currency Stripe says only the whole; where the balance is in it too, it says each move. */
function presentedBy(dispute: Stripe.Dispute, { amount, currency }: Stripe.BalanceTransaction): number {
  return currency === dispute.currency ? amount : Math.sign(amount) * dispute.amount
}

function about(chargeId: string, { id, amount, currency, fee }: Stripe.BalanceTransaction) {
  return {
    rail: 'card' as const,
    providerId: id,
    chargeId,
    refund: null,
    dispute: null,
    settled: money(amount, currency),
    fee,
  }
}
