import type { EntityManager } from '@mikro-orm/postgresql'
import { bookRefund } from './book-refund.ts'
import type { Books } from './books.ts'
import { coveredUntil, ownsForever } from './coverage.ts'
import { endGrant } from './end-grant.ts'
import { GrantEntity } from './grant.ts'
import { lockPerson } from './lock.ts'
import type { News } from './notice.ts'
import {
  ProviderRefundEntity,
  type RefundAnswer,
  RefundEntity,
  RefundOutcomeEntity,
  type SettleRefundResult,
} from './refund.ts'
import { refundsOf, takenOf } from './refund-standing.ts'
import { stillTried } from './still-tried.ts'
import { stopWithin } from './stop-renewal.ts'
import { SubscriptionEntity, type SubscriptionRow } from './subscription.ts'
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
  books.jobs.wake('renewals')
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
  if ('providerId' in answer && answer.providerId) await keepProviderId(em, refundId, answer.providerId)
  if (await em.findOne(RefundOutcomeEntity, { refund: refundId })) return { kind: 'repeated' }
  if (answer.kind === 'underway') return { kind: 'underway' }

  const detail = answer.kind === 'failed' ? answer.detail : null
  em.create(RefundOutcomeEntity, { refund, result: answer.kind, detail, settledAt: books.now() })
  const news = answer.kind === 'failed' ? refused(books, refund, answer) : await given(books, em, refund)
  await tell(books, em, news, refund)
  return { kind: 'settled' }
}

/** From now on this refund is found by what its provider calls it. Call it with the payer locked. */
export async function keepProviderId(em: EntityManager, refund: string, providerId: string): Promise<void> {
  if (await em.findOne(ProviderRefundEntity, { refund, providerId })) return
  em.create(ProviderRefundEntity, { refund, providerId })
  await em.flush()
}

export async function refundWithPayment(em: EntityManager, refundId: string) {
  return await em.findOneOrFail(RefundEntity, refundId, { populate: ['payment.order.planVersion'] })
}

/** The money is back: the entry is reversed, and once all of it is, what this payment granted ends. */
async function given(books: Books, em: EntityManager, refund: Refund): Promise<Told> {
  await bookRefund(em, refund, 'out', books.now())
  await em.flush()
  const left = refund.payment.amount - takenOf(await refundsOf(em, refund.payment.id))
  const { chargeId, price, payerId } = factsOf(refund)
  const news = left > 0 ? await partlyGiven(em, refund, left) : await whollyGiven(books, em, refund)
  const told: Told = [{ personId: payerId, news }]
  if (refund.requestedBy != null) {
    told.push({ personId: refund.requestedBy, news: { kind: 'refund_done', price, chargeId, payerId } })
  }
  return told
}

async function partlyGiven(em: EntityManager, refund: Refund, left: number): Promise<News> {
  const { chargeId, price } = factsOf(refund)
  const grant = await em.findOne(GrantEntity, { payment: refund.payment.id })
  const plan = grant ? titleOf(refund) : null
  return { kind: 'refunded_in_part', plan, price, left: { ...price, amount: left }, chargeId }
}

async function whollyGiven(books: Books, em: EntityManager, refund: Refund): Promise<News> {
  const { chargeId, price } = factsOf(refund)
  const now = books.now()
  const isStopped = await endRenewal(books, em, refund)
  const moved = await endGrant(em, refund.payment, { refund: refund.id }, { reason: 'refunded', now })
  const accessUntil = moved && (coveredUntil(moved.row, now)?.toISOString() ?? null)
  // Nothing ended where nothing was granted, or where the plan is theirs for ever all the same.
  const plan = moved && !ownsForever(moved.row) ? titleOf(refund) : null
  return { kind: 'refunded', plan, price, accessUntil, ...(isStopped && { stopped: true }), chargeId }
}

/**
 * What was paid last of a subscription in Stars is back, so nothing of it goes on: Telegram does not say that a refund ends
 * it. By card it is the rail that sees to it, for only the provider knows what was paid last. Whether it stopped it.
 */
async function endRenewal(books: Books, em: EntityManager, { payment }: Refund): Promise<boolean> {
  const row = payment.rail === 'stars' ? await lastPaidBy(em, payment) : null
  if (!row || !(row.renews || (await isStillTried(em, row, books.now())))) return false
  await stopWithin(books, em, row, { askedBy: null, reason: 'refunded' })
  return true
}

/** Two of one order can have been paid within one second; then the grant tells which is meant, or its first charge. */
async function lastPaidBy(em: EntityManager, payment: Refund['payment']) {
  const { id, rail, chargeId, person, order, paidAt, quarantine } = payment
  if (quarantine !== null || !order) return await renewedInVain(em, payment)
  const rows = await em.find(
    SubscriptionEntity,
    { rail, person: person.id, order: order.id, periodStartsAt: paidAt },
    { populate: ['planVersion'] },
  )
  const grant = await em.findOne(GrantEntity, { payment: id })
  return (
    rows.find(row => row.id === grant?.subscription?.id) ??
    rows.find(({ providerId }) => providerId === chargeId) ??
    rows[0]
  )
}

/** A payment in quarantine moved none, but whatever it was to renew is charged again, and again in vain. */
async function renewedInVain(
  em: EntityManager,
  { rail, chargeId, person, order, paidAt }: Refund['payment'],
) {
  const begun = await em.findOne(SubscriptionEntity, { rail, providerId: chargeId })
  if (begun || !order) return begun
  const rows = await em.find(
    SubscriptionEntity,
    { rail, person: person.id, order: order.id, periodStartsAt: { $lte: paidAt } },
    { populate: ['planVersion'] },
  )
  const distance = ({ periodEndsAt }: SubscriptionRow) => Math.abs(+(periodEndsAt ?? 0) - +paidAt)
  return rows.toSorted((one, other) => distance(one) - distance(other))[0] ?? null
}

async function isStillTried(em: EntityManager, { id, person }: SubscriptionRow, now: Date): Promise<boolean> {
  return (await stillTried(em, person.id, now)).some(row => row.id === id)
}

function refused(
  books: Books,
  refund: Refund,
  { because, detail }: Extract<RefundAnswer, { kind: 'failed' }>,
): Told {
  const news: News = { kind: 'refund_failed', ...factsOf(refund), detail, because }
  return toldToAdmins(books, refund, news)
}

/** Every admin, and whoever asked. */
export function toldToAdmins({ adminIds }: Books, { requestedBy }: Refund, news: News): Told {
  const ids = new Set([...adminIds, ...(requestedBy == null ? [] : [requestedBy])])
  return [...ids].map(personId => ({ personId, news }))
}

export function factsOf({ payment, amount }: Refund) {
  const price = { amount, currency: payment.currency }
  return { price, chargeId: payment.chargeId, payerId: payment.person.id }
}

export function titleOf({ payment }: Refund) {
  return payment.order?.planVersion.terms.title ?? null
}
