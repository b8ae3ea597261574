import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { findPayment } from './find-payment.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { enrol } from './meet.ts'
import { earlierAct, recordAct } from './record-act.ts'
import { RefundEntity, type RequestRefund, type RequestRefundResult } from './refund.ts'
import { isDisputed, refundable, refundsOf } from './refund-standing.ts'

/**
 * Writes down that a charge is to go back, or what is left of it, and has it carried out. Nothing is taken yet: money
 * and access change when the provider has answered. A refund that failed may be asked for again, by another request.
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
  const payment = await findPayment(em, chargeId)
  if (!payment) return { kind: 'unknown_charge' }
  const { person, currency, order } = payment
  const facts = { personId: person.id, planCode: order?.planVersion.terms.code ?? null }
  await lockPerson(em, person.id)
  const asked = { request, kind: 'refund' as const, adminId: requestedBy, personId: person.id }
  const earlier = (await earlierAct(em, asked))?.refund
  if (earlier) {
    const { id: refundId, amount } = await em.findOneOrFail(RefundEntity, earlier.id)
    return { kind: 'requested', refundId, price: { amount, currency }, ...facts }
  }

  const standing = refundable(payment, await refundsOf(em, payment.id), await isDisputed(em, payment.id))
  if (standing.kind !== 'refundable') return standing

  const refundId = newId()
  const amount = standing.left
  const now = books.now()
  const why = reason.trim()
  em.create(RefundEntity, { id: refundId, payment, amount, requestedBy, reason: why, requestedAt: now })
  recordAct(em, asked, { refund: refundId, reason: why, doneAt: now })
  await em.flush()
  await books.jobs.add('refunds', [{ id: refundId }], em)
  return { kind: 'requested', refundId, price: { amount, currency }, ...facts }
}
