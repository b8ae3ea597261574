import type { Books } from './books.ts'
import { ProviderEventEntity } from './event.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { PaymentEntity } from './payment.ts'
import { type RefundElsewhere, RefundEntity, type SettleRefundResult } from './refund.ts'
import { refundsOf } from './refund-standing.ts'
import { settleCharges } from './settle.ts'
import { settleRefundWithin } from './settle-refund.ts'

/**
 * A refund the provider reports: the answer to one of ours that is under way, or one made elsewhere, which is then
 * booked like any other. Where the charge itself was never seen it is booked first, so that the books tell all.
 */
export async function recordRefund(
  books: Books,
  { charge, refundedAt }: RefundElsewhere,
): Promise<SettleRefundResult> {
  await settleCharges(books, [charge])
  const result = await books.orm.em.fork().transactional(async em => {
    const { rail, chargeId } = charge
    const payment = await em.findOneOrFail(PaymentEntity, { rail, chargeId })
    await lockPerson(em, payment.person.id)
    const refunds = await refundsOf(em, payment.id)
    if (refunds.some(({ stand }) => stand === 'taken')) return { kind: 'repeated' as const }

    const open = refunds.findLast(({ stand }) => stand === 'open')
    const refundId = open?.id ?? newId()
    if (!open) {
      em.create(RefundEntity, {
        id: refundId,
        payment,
        amount: payment.amount,
        requestedBy: null,
        reason: 'refunded by the provider',
        requestedAt: refundedAt,
      })
    }
    em.create(ProviderEventEntity, {
      id: newId(),
      rail,
      kind: 'refund',
      providerId: chargeId,
      payload: charge.payload,
      receivedAt: books.now(),
    })
    await em.flush()
    return await settleRefundWithin(books, em, refundId, { kind: 'succeeded' })
  })
  books.jobs.wake('messages')
  books.jobs.wake('renewals')
  return result
}
