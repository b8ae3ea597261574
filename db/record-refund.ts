import { isBeforeUs } from './before-us.ts'
import type { Books } from './books.ts'
import { ProviderEventEntity } from './event.ts'
import { idIn, newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { OrderEntity } from './order.ts'
import { type Charge, PaymentEntity } from './payment.ts'
import { type RefundElsewhere, RefundEntity, type SettleRefundResult } from './refund.ts'
import { refundsOf } from './refund-standing.ts'
import { settleCharges } from './settle.ts'
import { settleRefundWithin } from './settle-refund.ts'

/**
 * A refund the provider reports: the answer to one of ours that is under way, or one made elsewhere, which is then
 * booked like any other. Where the charge itself was never seen it is booked first, so that the books tell all; but for
 * one of before this shop, whose money the statement tells of on both ways.
 */
export async function recordRefund(
  books: Books,
  { charge, refundedAt }: RefundElsewhere,
): Promise<SettleRefundResult> {
  if (await isBeforeUs(books, charge)) return { kind: 'repeated' }
  await settleCharges(books, [await asItWasSold(books, charge)])
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

/** Telegram sells subscriptions by this period alone. */
const PERIOD_SECONDS = 30 * 24 * 60 * 60

/**
 * What Telegram tells of a refund does not say that it was for a subscription, and one whose payment was never seen would
 * go on renewing, unknown to us: its order knows. Nor does it say until when it was paid; that is over with the refund.
 */
async function asItWasSold({ orm }: Books, charge: Charge): Promise<Charge> {
  const id = charge.rail === 'stars' && !charge.recurring && idIn(charge.reference)
  if (!id) return charge
  const order = await orm.em.fork().findOne(OrderEntity, id, { populate: ['planVersion'] })
  if (!order?.planVersion.terms.stars?.recurring) return charge
  const endsAt = new Date(+charge.paidAt + 1000)
  return { ...charge, recurring: { isFirst: null, endsAt, periodSeconds: PERIOD_SECONDS } }
}
