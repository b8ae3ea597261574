import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { enrol } from './meet.ts'
import { PaymentEntity } from './payment.ts'
import { earlierAct, recordAct } from './record-act.ts'
import { RefundEntity, RefundOutcomeEntity, type RequestRefund, type RequestRefundResult } from './refund.ts'

/**
 * Writes down that a charge is to go back, and has it carried out. Nothing is taken yet: money and access change
 * when the provider has answered. A refund that failed may be asked for again, by another request.
 */
export async function requestRefund(books: Books, request: RequestRefund): Promise<RequestRefundResult> {
  await enrol(books, [request.requestedBy])
  const result = await books.orm.em.fork().transactional(em => requestWithin(books, em, request))
  books.jobs.wake('refunds')
  return result
}

async function requestWithin(
  books: Books,
  em: EntityManager,
  { chargeId, requestedBy, reason, request }: RequestRefund,
): Promise<RequestRefundResult> {
  const payment = await em.findOne(PaymentEntity, { chargeId }, { populate: ['order.planVersion'] })
  if (!payment) return { kind: 'unknown_charge' }
  const { person, amount, currency, order } = payment
  const facts = {
    price: { amount, currency },
    personId: person.id,
    planCode: order?.planVersion.terms.code ?? null,
  }
  await lockPerson(em, person.id)
  const asked = { request, kind: 'refund' as const, adminId: requestedBy, personId: person.id }
  const earlier = await earlierAct(em, asked)
  if (earlier?.refund) return { kind: 'requested', refundId: earlier.refund.id, ...facts }

  const standing = await refundStanding(em, payment.id)
  if (standing) return standing

  const refundId = newId()
  const now = books.now()
  const why = reason.trim()
  em.create(RefundEntity, { id: refundId, payment, amount, requestedBy, reason: why, requestedAt: now })
  recordAct(em, asked, { refund: refundId, reason: why, doneAt: now })
  await em.flush()
  await books.jobs.add('refunds', [{ id: refundId }], em)
  return { kind: 'requested', refundId, ...facts }
}

/** The refund of this payment that is under way or done; failed ones do not stand. */
export async function refundStanding(
  em: EntityManager,
  paymentId: string,
): Promise<{ kind: 'already_requested' | 'already_refunded'; refundId: string } | null> {
  const refunds = await em.find(RefundEntity, { payment: paymentId }, { orderBy: { requestedAt: 'desc' } })
  for (const refund of refunds) {
    const outcome = await em.findOne(RefundOutcomeEntity, { refund: refund.id })
    if (outcome?.result === 'failed') continue
    return { kind: outcome ? 'already_refunded' : 'already_requested', refundId: refund.id }
  }
  return null
}
