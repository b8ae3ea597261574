import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { type Coverage, coveredUntil, ownsForever } from './coverage.ts'
import { GrantEntity, RevocationEntity } from './grant.ts'
import { restack } from './holdings.ts'
import { EntryEntity } from './ledger.ts'
import { lockPerson } from './lock.ts'
import type { News } from './notice.ts'
import { type RefundAnswer, RefundEntity, RefundOutcomeEntity, type SettleRefundResult } from './refund.ts'
import { type Told, tell } from './tell.ts'

type Refund = Awaited<ReturnType<typeof refundWithPayment>>

/** The provider's answer to a refund, booked once; a second answer to the same refund changes nothing. */
export async function settleRefund(
  books: Books,
  refundId: string,
  answer: RefundAnswer,
): Promise<SettleRefundResult> {
  const result = await books.orm.em
    .fork()
    .transactional(em => settleRefundWithin(books, em, refundId, answer))
  books.jobs.wake('messages')
  return result
}

/** The same inside a transaction of the caller's. */
export async function settleRefundWithin(
  books: Books,
  em: EntityManager,
  refundId: string,
  answer: RefundAnswer,
): Promise<SettleRefundResult> {
  const refund = await refundWithPayment(em, refundId)
  await lockPerson(em, refund.payment.person.id)
  if (await em.findOne(RefundOutcomeEntity, { refund: refundId })) return { kind: 'repeated' }

  const detail = answer.kind === 'failed' ? answer.detail : null
  em.create(RefundOutcomeEntity, { refund, result: answer.kind, detail, settledAt: books.now() })
  const news = answer.kind === 'failed' ? refused(books, refund, answer) : await given(books, em, refund)
  await tell(books, em, news, refund)
  return { kind: 'settled' }
}

async function refundWithPayment(em: EntityManager, refundId: string) {
  return await em.findOneOrFail(RefundEntity, refundId, { populate: ['payment.order.planVersion'] })
}

/** The money is back: the entry is reversed, and what this payment granted ends now. */
async function given(books: Books, em: EntityManager, refund: Refund): Promise<Told> {
  const { payment } = refund
  const now = books.now()
  const entry = await em.findOne(EntryEntity, { payment: payment.id, refund: null })
  if (entry) {
    em.create(EntryEntity, {
      payment,
      refund,
      rail: entry.rail,
      currency: entry.currency,
      debit: entry.credit,
      credit: entry.debit,
      amount: refund.amount,
      bookedAt: now,
    })
  }
  const left = await endGrant(em, refund, now)
  const accessUntil = left && (coveredUntil(left, now)?.toISOString() ?? null)
  // Nothing ended where nothing was granted, or where the plan is theirs for ever all the same.
  const plan = left && !ownsForever(left) ? (payment.order?.planVersion.terms.title ?? null) : null
  const { chargeId, price, payerId } = factsOf(refund)
  const told: Told = [{ personId: payerId, news: { kind: 'refunded', plan, price, accessUntil, chargeId } }]
  if (refund.requestedBy != null) {
    told.push({ personId: refund.requestedBy, news: { kind: 'refund_done', price, chargeId, payerId } })
  }
  return told
}

/** Ends what the payment granted at `now`, and says what the person still has of the plan; null where it granted nothing. */
async function endGrant(em: EntityManager, refund: Refund, now: Date): Promise<Coverage[] | null> {
  const grant = await em.findOne(GrantEntity, { payment: refund.payment.id })
  if (!grant) return null
  if (!(await em.findOne(RevocationEntity, { grant: grant.id }))) {
    em.create(RevocationEntity, { grant, refund, revokedBy: null, reason: 'refunded', revokedAt: now })
    await em.flush()
  }
  return await restack(em, grant.person.id, grant.planCode)
}

function refused(
  books: Books,
  refund: Refund,
  { because, detail }: Extract<RefundAnswer, { kind: 'failed' }>,
): Told {
  const ids = new Set([...books.adminIds, ...(refund.requestedBy == null ? [] : [refund.requestedBy])])
  const news: News = { kind: 'refund_failed', ...factsOf(refund), detail, because }
  return [...ids].map(personId => ({ personId, news }))
}

function factsOf({ payment, amount }: Refund) {
  const price = { amount, currency: payment.currency }
  return { price, chargeId: payment.chargeId, payerId: payment.person.id }
}
