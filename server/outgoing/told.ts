import type { OutgoingDue, ToldAccess, ToldPayment } from '../../db/billing.ts'
import type { OutgoingJson } from './outgoing-contract.ts'

/** What is told of an event; the same bytes each time it is told. */
export function told({ personId, happenedAt, sequence, facts }: OutgoingDue): OutgoingJson {
  const timestamp = happenedAt.toISOString()
  const whose = { telegram_id: personId, sequence }
  switch (facts.type) {
    case 'access.granted':
    case 'access.extended':
    case 'access.shortened':
    case 'access.ended':
      return { type: facts.type, timestamp, data: { ...whose, entitlement: entitlement(facts.access) } }
    case 'payment.settled':
      return { type: facts.type, timestamp, data: { ...whose, payment: payment(facts.payment) } }
    case 'payment.refunded':
    case 'payment.refund_failed': {
      const { refundId: id, amount, refunded: amount_refunded } = facts
      const { currency } = facts.payment.price
      const refund = { id, amount, currency }
      const data = { ...whose, payment: payment(facts.payment), refund, amount_refunded }
      return { type: facts.type, timestamp, data }
    }
  }
}

function entitlement({ key, plan, active, startsAt, endsAt, source, inGrace }: ToldAccess) {
  return { key, plan, active, starts_at: startsAt, ends_at: endsAt, source, in_grace: inGrace }
}

function payment({ paymentId, rail, chargeId, orderId, plan, price, paidAt }: ToldPayment) {
  const { amount, currency } = price
  return {
    id: paymentId,
    rail,
    charge_id: chargeId,
    order_id: orderId,
    plan,
    amount,
    currency,
    paid_at: paidAt,
  }
}
