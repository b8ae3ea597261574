import { type Entitlement, type Story, textIn } from '../db/billing.ts'
import { introduce } from './introduce.ts'
import { priceOf } from './price.ts'
import { reasonOf } from './quarantine.ts'
import type { Speech } from './texts.ts'

/** Telegram takes 4,096 characters a message, and counts them after the markup is gone. */
const LONGEST = 4_000

type Payment = Story['payments'][number]
type Grant = Story['grants'][number]

/** The whole story of one person in one message: what is open and why, and all that led there. */
export function tellStory(speech: Speech, story: Story): string {
  const { t } = speech
  const access = story.access.map(entitlement => accessLine(speech, entitlement))
  const bought = new Map(story.grants.map(grant => [grant.chargeId, grant]))
  const history = [
    ...story.payments.map(payment => ({
      at: payment.paidAt,
      text: paymentLines(speech, story, payment, bought.get(payment.chargeId)),
    })),
    ...story.grants
      .filter(({ chargeId }) => chargeId === null)
      .map(grant => ({ at: grant.acquiredAt, text: giftLines(speech, grant) })),
  ]
  const sent = story.notices.filter(({ sentAt }) => sentAt !== null).length
  const head = [
    introduce(speech, story.person),
    [t('why-access'), ...(access.length > 0 ? access : [t('why-nothing')])].join('\n'),
    t('why-notices', { sent, waiting: story.notices.length - sent }),
  ]
  const events = history.sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ text }) => text)
  return [...head, ...newest(speech, events, LONGEST - head.join('\n\n').length)].join('\n\n')
}

function accessLine({ t }: Speech, { key, plan, active, inGrace, startsAt, endsAt }: Entitlement): string {
  if (!active) return t('why-closed', { key, plan, at: endsAt ?? startsAt })
  if (endsAt === null) return t('why-open-forever', { key, plan, from: startsAt })
  if (inGrace) return t('why-grace', { key, plan, at: endsAt })
  return t('why-open', { key, plan, from: startsAt, until: endsAt })
}

function paymentLines(speech: Speech, story: Story, payment: Payment, grant: Grant | undefined): string {
  const { t, language } = speech
  const plan = payment.plan === null ? '?' : textIn(payment.plan, language)
  const lines = [
    t('why-payment', { at: payment.paidAt, price: priceOf(speech, payment.price), plan }),
    t('why-charge', { charge: payment.chargeId }),
    t('why-ids', { payment: payment.paymentId, order: payment.orderId ?? '?' }),
  ]
  if (payment.quarantine) lines.push(t('why-quarantined', { reason: reasonOf(speech, payment.quarantine) }))
  if (grant) lines.push(...grantLines(speech, grant))
  const told = story.notices.filter(({ paymentId }) => paymentId === payment.paymentId)
  return [
    ...lines,
    ...payment.refunds.map(refund => refundLine(speech, refund)),
    ...told.map(notice => noticeLine(speech, notice)),
  ].join('\n')
}

function noticeLine(
  { t }: Speech,
  { noticeId: id, kind, createdAt, sentAt }: Story['notices'][number],
): string {
  return sentAt ? t('why-told', { id, kind, at: sentAt }) : t('why-untold', { id, kind, at: createdAt })
}

function giftLines(speech: Speech, grant: Grant): string {
  const { t } = speech
  const head = t('why-gift', { at: grant.acquiredAt, source: grant.source, reason: grant.reason ?? '?' })
  return [head, ...grantLines(speech, grant)].join('\n')
}

function grantLines(
  { t }: Speech,
  { grantId: id, plan, startsAt, endsAt, revokedAt, revokedReason }: Grant,
): string[] {
  const lines = [
    endsAt === null
      ? t('why-grant-forever', { id, plan, from: startsAt })
      : t('why-grant', { id, plan, from: startsAt, until: endsAt }),
  ]
  if (revokedAt) lines.push(t('why-revoked', { at: revokedAt, reason: revokedReason ?? '?' }))
  return lines
}

function refundLine({ t }: Speech, refund: Payment['refunds'][number]): string {
  const vars = {
    id: refund.refundId,
    by: refund.requestedBy === null ? '-' : String(refund.requestedBy),
    reason: refund.reason,
    asked: refund.requestedAt,
  }
  if (refund.settledAt === null) return t('why-refund-pending', vars)
  return refund.result === 'failed'
    ? t('why-refund-failed', { ...vars, at: refund.settledAt, detail: refund.detail ?? '?' })
    : t('why-refund-done', { ...vars, at: refund.settledAt })
}

/** As many of the latest events as fit, oldest first, and how many were left out. */
function newest({ t }: Speech, events: string[], room: number): string[] {
  const kept: string[] = []
  let length = t('why-earlier', { count: events.length }).length
  for (const event of events.toReversed()) {
    length += event.length + 2
    if (length > room) break
    kept.unshift(event)
  }
  const left = events.length - kept.length
  return left > 0 ? [t('why-earlier', { count: left }), ...kept] : kept
}
