import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { enrol } from './meet.ts'
import { PaymentEntity } from './payment.ts'
import { RefundEntity, RefundOutcomeEntity, type RequestRefund, type RequestRefundResult } from './refund.ts'

/**
 * Writes down that a charge is to go back, and has it carried out. Nothing is taken yet: money and access change
 * when the provider has answered. A refund that failed may be asked for again.
 */
export async function requestRefund(books: Books, request: RequestRefund): Promise<RequestRefundResult> {
  await enrol(books, [request.requestedBy])
  const result = await books.orm.em.fork().transactional(async (em): Promise<RequestRefundResult> => {
    const found = await em.findOne(
      PaymentEntity,
      { chargeId: request.chargeId },
      { populate: ['order.planVersion'] },
    )
    if (!found) return { kind: 'unknown_charge' }
    await lockPerson(em, found.person.id)
    const earlier = await refundStanding(em, found.id)
    if (earlier)
      return { kind: earlier.settled ? 'already_refunded' : 'already_requested', refundId: earlier.refundId }

    const refundId = newId()
    em.create(RefundEntity, {
      id: refundId,
      payment: found,
      amount: found.amount,
      requestedBy: request.requestedBy,
      reason: request.reason,
      requestedAt: books.now(),
    })
    await em.flush()
    await books.jobs.add('give_back', [refundId], em)
    const price = { amount: found.amount, currency: found.currency }
    const planCode = found.order?.planVersion.terms.code ?? null
    return { kind: 'requested', refundId, price, personId: found.person.id, planCode }
  })
  books.jobs.wake('give_back')
  return result
}

/** The refund of this payment that is under way or done; failed ones do not stand. */
export async function refundStanding(
  em: EntityManager,
  paymentId: string,
): Promise<{ refundId: string; settled: boolean } | null> {
  const refunds = await em.find(RefundEntity, { payment: paymentId }, { orderBy: { requestedAt: 'desc' } })
  for (const refund of refunds) {
    const outcome = await em.findOne(RefundOutcomeEntity, { refund: refund.id })
    if (outcome?.result !== 'failed') return { refundId: refund.id, settled: outcome !== null }
  }
  return null
}
