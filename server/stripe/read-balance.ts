import type { Stripe } from 'stripe'
import { type Desk, read } from './reading.ts'
import { isKnownDispute, translateDispute } from './translate-dispute.ts'
import { movementOfCharge, movementsOfDispute, movementsOfRefund } from './translate-movement.ts'
import { translateRefund } from './translate-refund.ts'

/** A payment with all that it did to the balance. */
const EXPAND = ['latest_charge.balance_transaction']

export async function readPayment(desk: Desk, id: string): Promise<Stripe.PaymentIntent | null> {
  return await read(desk, id, desk.stripe.paymentIntents.retrieve(id, { expand: EXPAND }))
}

/**
 * Brings the refunds and disputes of a booked payment into the books, and every move of the balance that goes with it;
 * 'waits': Stripe has not told of one of these moves yet. All the others are booked then.
 */
export async function bringBalance(desk: Desk, payment: Stripe.PaymentIntent): Promise<'whole' | 'waits'> {
  const { cards } = desk.billing
  const chargeId = payment.id
  const ticket = await cards.ticket()
  const refunds = await refundsOf(desk, chargeId)
  const disputes = await disputesOf(desk, chargeId)
  for (const refund of refunds) {
    for (const step of translateRefund(refund, chargeId)) await cards.recordRefund(step)
  }
  for (const dispute of disputes) {
    await cards.recordDispute(translateDispute(dispute, { chargeId, ticket }))
    if (!isKnownDispute(dispute)) await reportUnknown(desk, dispute)
  }
  const moves = [
    movementOfCharge(payment),
    ...refunds.flatMap(refund => movementsOfRefund(refund, chargeId)),
    ...disputes.flatMap(dispute => movementsOfDispute(dispute, chargeId)),
  ]
  for (const move of moves) {
    if (!move || (await cards.recordMovement(move)) === 'repeated') continue
    if (move.kind === 'refund') desk.counted('refunded')
    if (move.kind === 'dispute') desk.counted('disputed')
  }
  return moves.includes(null) ? 'waits' : 'whole'
}

/** Has a payment read until Stripe has told all of it: the fee may take an hour. Nobody's access waits for that. */
export async function comeBack({ billing }: Desk, id: string): Promise<void> {
  await billing.cards.readLater({ kind: 'payment', id }, id)
}

/** Oldest first. */
async function refundsOf({ stripe }: Desk, paymentId: string): Promise<Stripe.Refund[]> {
  const expand = ['data.balance_transaction', 'data.failure_balance_transaction']
  const found = await stripe.refunds
    .list({ payment_intent: paymentId, limit: 100, expand })
    .autoPagingToArray({ limit: 10_000 })
  return found.reverse()
}

async function disputesOf({ stripe }: Desk, paymentId: string): Promise<Stripe.Dispute[]> {
  const found = await stripe.disputes
    .list({ payment_intent: paymentId, limit: 100 })
    .autoPagingToArray({ limit: 10_000 })
  return found.reverse()
}

async function reportUnknown({ billing }: Desk, { id, status }: Stripe.Dispute): Promise<void> {
  await billing.cards.raise({
    occasion: `status ${id} ${status}`,
    kind: 'unknown_status',
    id,
    detail: status,
  })
}
