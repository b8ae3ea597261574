import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { bookRefund } from './book-refund.ts'
import type { Books } from './books.ts'
import type { CardRefund } from './card-money.ts'
import { coveredUntil, ownsForever } from './coverage.ts'
import { reopenGrant } from './end-grant.ts'
import { idIn, newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { PaymentEntity } from './payment.ts'
import { ProviderRefundEntity, RefundEntity, RefundFailureEntity, RefundOutcomeEntity } from './refund.ts'
import {
  factsOf,
  keepProviderId,
  refundWithPayment,
  settleRefundWithin,
  titleOf,
  toldToAdmins,
} from './settle-refund.ts'
import { tell } from './tell.ts'

type Payment = InferEntity<typeof PaymentEntity>

/**
 * Brings a refund of a charge to what the provider says of it, whoever asked for it; in whichever order it is told, and
 * however often. Parts of a charge take money alone; all of it takes what it bought (case 69). One that fails after it was
 * taken gives both back (case 70). Throws while the charge is not booked: it is asked again.
 */
export async function recordCardRefund(books: Books, refund: CardRefund): Promise<void> {
  await books.orm.em.fork().transactional(async em => {
    const payment = await em.findOne(PaymentEntity, { rail: 'card', chargeId: refund.chargeId })
    if (!payment)
      throw new Error(`refund ${refund.providerId}: its charge ${refund.chargeId} is not booked yet`)
    await lockPerson(em, payment.person.id)
    const refundId = await knownAs(em, payment, refund)
    if (refund.state === 'taken') await settleRefundWithin(books, em, refundId, { kind: 'succeeded' })
    if (refund.state === 'failed') await fail(books, em, refundId, refund.detail)
  })
  books.jobs.wake('messages')
}

/** The refund that this is here: one of ours, one met before, or one written down now. */
async function knownAs(em: EntityManager, payment: Payment, refund: CardRefund): Promise<string> {
  const { providerId, amount } = refund
  const met = await em.findOne(ProviderRefundEntity, { providerId }, { populate: ['refund'] })
  const ours = met?.refund ?? (await askedFor(em, payment, refund))
  if (ours && ours.amount !== amount)
    throw new Error(`refund ${ours.id} is of ${ours.amount}, the provider's ${providerId} of ${amount}`)
  const refundId = ours?.id ?? newId()
  if (!ours) {
    const reason = 'refunded by the provider'
    const requestedAt = refund.createdAt
    em.create(RefundEntity, { id: refundId, payment, amount, requestedBy: null, reason, requestedAt })
  }
  await keepProviderId(em, refundId, providerId)
  return refundId
}

/** Ours that the provider's names, unless that one has failed for us, or has become another of theirs. */
async function askedFor(em: EntityManager, payment: Payment, { refundId, state }: CardRefund) {
  const id = refundId && idIn(refundId)
  const asked = id ? await em.findOne(RefundEntity, { id, payment: payment.id }) : null
  if (!asked || (await em.findOne(ProviderRefundEntity, { refund: asked.id }))) return null
  const outcome = await em.findOne(RefundOutcomeEntity, { refund: asked.id })
  return outcome?.result === 'failed' && state !== 'failed' ? null : asked
}

async function fail(books: Books, em: EntityManager, refundId: string, detail: string): Promise<void> {
  const answer = { kind: 'failed' as const, because: 'refused' as const, detail }
  const { kind } = await settleRefundWithin(books, em, refundId, answer)
  if (kind !== 'repeated') return
  const outcome = await em.findOneOrFail(RefundOutcomeEntity, { refund: refundId })
  if (outcome.result === 'failed' || (await em.findOne(RefundFailureEntity, { refund: refundId }))) return
  await bringBack(books, em, refundId, detail)
}

/** What it had taken is given back: the money, and what went with it. */
async function bringBack(books: Books, em: EntityManager, refundId: string, detail: string): Promise<void> {
  const refund = await refundWithPayment(em, refundId)
  const now = books.now()
  em.create(RefundFailureEntity, { refund, detail, failedAt: now })
  await bookRefund(em, refund, 'back', now)
  const moved = await reopenGrant(
    em,
    refund.payment,
    { refund: refundId },
    { reason: 'the refund failed', now },
  )
  const { chargeId, price, payerId } = factsOf(refund)
  const told = toldToAdmins(books, refund, { kind: 'refund_reversed', price, chargeId, payerId, detail })
  const plan = moved && !ownsForever(moved.row) ? titleOf(refund) : null
  const accessUntil = moved && (coveredUntil(moved.row, now)?.toISOString() ?? null)
  told.push({ personId: payerId, news: { kind: 'refund_came_back', plan, price, accessUntil, chargeId } })
  await tell(books, em, told, refund)
}
