import type { EntityManager } from '@mikro-orm/postgresql'
import { accessAt, heldBy } from './access.ts'
import { actsOn } from './acts-about.ts'
import type { Books } from './books.ts'
import { DeviceEntity } from './device.ts'
import { EntitlementEntity } from './entitlement.ts'
import { GrantEntity, LiftEntity, RevocationEntity } from './grant.ts'
import { NoticeEntity } from './notice.ts'
import { PaymentEntity } from './payment.ts'
import { PersonEntity } from './person.ts'
import { RefundEntity, RefundFailureEntity, RefundOutcomeEntity } from './refund.ts'
import { SessionEntity } from './session.ts'
import type {
  Story,
  StoryDevice,
  StoryDispute,
  StoryGrant,
  StoryNotice,
  StoryPayment,
  StoryRefund,
} from './story.ts'
import { disputesOf, invoicesOf, subscriptionsIn } from './tell-cards.ts'
import { renewalsOf } from './tell-renewals.ts'

/** Everything about one person; null for somebody never seen. */
export async function storyOf(books: Books, personId: number): Promise<Story | null> {
  const em = books.orm.em.fork()
  const person = await em.findOne(PersonEntity, personId)
  if (!person) return null
  return {
    person,
    payments: await paymentsOf(em, personId),
    grants: await grantsOf(em, personId),
    subscriptions: await subscriptionsIn(em, personId),
    renewals: await renewalsOf(books, personId),
    invoices: await invoicesOf(em, personId),
    notices: await noticesOf(em, personId),
    acts: await actsOn(books, personId),
    access: accessAt(await heldBy(books, personId), books.now()),
    openSessions: await countSessions(em, personId, books.now()),
    devices: await devicesOf(em, personId),
  }
}

async function paymentsOf(em: EntityManager, person: number): Promise<StoryPayment[]> {
  const payments = await em.find(
    PaymentEntity,
    { person },
    { populate: ['order.planVersion'], orderBy: { settledAt: 'asc', id: 'asc' } },
  )
  const refunds = await refundsOf(em, person)
  const disputes = await disputesOf(em, person)
  return payments.map(payment => {
    const { id, amount, currency } = payment
    const its = refunds.get(id) ?? []
    const disputed = disputes.get(id) ?? []
    const refunded = its.reduce((sum, refund) => sum + (isBack(refund) ? refund.amount : 0), 0)
    return {
      paymentId: id,
      rail: payment.rail,
      chargeId: payment.chargeId,
      orderId: payment.order?.id ?? null,
      plan: payment.order?.planVersion.terms.title ?? null,
      price: { amount, currency },
      quarantine: payment.quarantine ?? null,
      paidAt: payment.paidAt,
      refunds: its,
      refunded,
      refundable: its.every(({ result }) => result !== null) && refunded < amount && !disputed.some(isKept),
      disputes: disputed,
      invoice: payment.invoice ?? null,
    }
  })
}

function isKept({ stand }: StoryDispute): boolean {
  return stand === 'open' || stand === 'lost'
}

function isBack({ result, cameBackAt }: StoryRefund): boolean {
  return result === 'succeeded' && cameBackAt === null
}

async function refundsOf(em: EntityManager, person: number): Promise<Map<string, StoryRefund[]>> {
  const refunds = await em.find(RefundEntity, { payment: { person } }, { orderBy: { requestedAt: 'asc' } })
  const theirs = { refund: { $in: refunds.map(({ id }) => id) } }
  const outcomes = await em.find(RefundOutcomeEntity, theirs)
  const failures = await em.find(RefundFailureEntity, theirs)
  const told = refunds.map(refund => {
    const outcome = outcomes.find(candidate => candidate.refund.id === refund.id)
    const story: StoryRefund = {
      refundId: refund.id,
      amount: refund.amount,
      reason: refund.reason,
      requestedBy: refund.requestedBy ?? null,
      requestedAt: refund.requestedAt,
      result: outcome?.result ?? null,
      detail: outcome?.detail ?? null,
      settledAt: outcome?.settledAt ?? null,
      cameBackAt: failures.find(candidate => candidate.refund.id === refund.id)?.failedAt ?? null,
    }
    return { paymentId: refund.payment.id, story }
  })
  return new Map(
    Map.groupBy(told, ({ paymentId }) => paymentId)
      .entries()
      .map(([paymentId, group]) => [paymentId, group.map(({ story }) => story)]),
  )
}

async function grantsOf(em: EntityManager, person: number): Promise<StoryGrant[]> {
  const grants = await em.find(
    GrantEntity,
    { person },
    { populate: ['payment'], orderBy: { acquiredAt: 'asc', id: 'asc' } },
  )
  const revocations = await standingRevocations(em, person)
  const places = await em.find(EntitlementEntity, { person })
  return grants.map(grant => {
    const revocation = revocations.find(candidate => candidate.grant.id === grant.id)
    const place = places.find(candidate => candidate.grant.id === grant.id)
    return {
      grantId: grant.id,
      plan: grant.planCode,
      source: grant.source,
      startsAt: place?.startsAt ?? grant.acquiredAt,
      endsAt: place?.endsAt ?? null,
      acquiredAt: grant.acquiredAt,
      chargeId: grant.payment?.chargeId ?? null,
      grantedBy: grant.grantedBy ?? null,
      reason: grant.reason ?? null,
      revokedAt: revocation?.revokedAt ?? null,
      revokedBy: revocation?.revokedBy ?? null,
      revokedReason: revocation?.reason ?? null,
    }
  })
}

/** What ended their grants and was not lifted again, the first of each first. */
async function standingRevocations(em: EntityManager, person: number) {
  const lifts = await em.find(LiftEntity, { revocation: { grant: { person } } })
  const lifted = new Set(lifts.map(({ revocation }) => revocation.id))
  const all = await em.find(RevocationEntity, { grant: { person } }, { orderBy: { revokedAt: 'asc' } })
  return all.filter(({ id }) => !lifted.has(id))
}

async function noticesOf(em: EntityManager, person: number): Promise<StoryNotice[]> {
  const notices = await em.find(NoticeEntity, { person }, { orderBy: { createdAt: 'asc', id: 'asc' } })
  return notices.map(({ id, news, payment, createdAt, sentAt, messageId }) => ({
    noticeId: id,
    kind: news.kind,
    paymentId: payment?.id ?? null,
    grantId: 'grantId' in news ? news.grantId : null,
    messageId: messageId ?? null,
    createdAt,
    sentAt: sentAt ?? null,
  }))
}

async function countSessions(em: EntityManager, person: number, now: Date): Promise<number> {
  return await em.count(SessionEntity, { person, endedAt: null, openUntil: { $gt: now } })
}

async function devicesOf(em: EntityManager, person: number): Promise<StoryDevice[]> {
  const devices = await em.find(DeviceEntity, { person }, { orderBy: { registeredAt: 'asc', id: 'asc' } })
  return devices.map(({ id: deviceId, name, registeredAt, seenAt, revokedAt }) => ({
    ...{ deviceId, name, registeredAt },
    ...{ seenAt: seenAt ?? null, revokedAt: revokedAt ?? null },
  }))
}
