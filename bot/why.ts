import { type Entitlement, type Story, textIn } from '../db/billing.ts'
import { abridge, type Passage } from './abridge.ts'
import { introduce } from './introduce.ts'
import { priceOf } from './price.ts'
import { reasonOf } from './quarantine.ts'
import type { Speech } from './texts.ts'
import { briefGift, briefPayment } from './why-brief.ts'
import { cardEventsOf, disputeLine } from './why-cards.ts'
import { deviceLines } from './why-devices.ts'
import { renewalEventsOf } from './why-renewals.ts'

type Payment = Story['payments'][number]
type Grant = Story['grants'][number]
type Notice = Story['notices'][number]

/** The whole story of one person in one message: what is open and why, and all that led there; the latest in full. */
export function tellStory(speech: Speech, story: Story): string {
  const { t } = speech
  const access = story.access.map(entitlement => accessLine(speech, entitlement))
  const sent = story.notices.filter(({ sentAt }) => sentAt !== null).length
  const head = [
    introduce(speech, story.person),
    [t('why-access'), ...(access.length > 0 ? access : [t('why-nothing')])].join('\n'),
    [
      t('why-notices', { sent, waiting: story.notices.length - sent }),
      t('why-sessions', { count: story.openSessions }),
      ...deviceLines(speech, story.devices),
    ].join('\n'),
  ].join('\n\n')
  const { told, left } = abridge(eventsOf(speech, story), head)
  return [head, ...(left > 0 ? [t('why-earlier', { count: left })] : []), ...told].join('\n\n')
}

function accessLine({ t }: Speech, { key, plan, active, inGrace, startsAt, endsAt }: Entitlement): string {
  if (!active) return t('why-closed', { key, plan, at: endsAt ?? startsAt })
  if (endsAt === null) return t('why-open-forever', { key, plan, from: startsAt })
  if (inGrace) return t('why-grace', { key, plan, at: endsAt })
  return t('why-open', { key, plan, from: startsAt, until: endsAt })
}

/** Payments with all that came of them, and what was given by hand; oldest first. */
function eventsOf(speech: Speech, story: Story): Passage[] {
  const bought = new Map(story.grants.map(grant => [grant.chargeId, grant]))
  const payments = story.payments.map(payment => {
    const grant = bought.get(payment.chargeId)
    const full = paymentLines(speech, story, payment, grant)
    const passage: Passage = [full, ...briefPayment(speech, payment, grant)]
    return { at: payment.paidAt, passage }
  })
  const cards = cardEventsOf(speech, story)
  const gifts = story.grants
    .filter(({ chargeId }) => chargeId === null)
    .map(grant => {
      const passage: Passage = [giftLines(speech, story, grant), ...briefGift(speech, grant)]
      return { at: grant.acquiredAt, passage }
    })
  return [...payments, ...cards, ...renewalEventsOf(speech, story), ...gifts]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ passage }) => passage)
}

function paymentLines(speech: Speech, story: Story, payment: Payment, grant: Grant | undefined): string {
  const { t, language } = speech
  const plan = payment.plan === null ? '?' : textIn(payment.plan, language)
  const lines = [
    t('why-payment', { at: payment.paidAt, price: priceOf(speech, payment.price), plan }),
    t('why-charge', { charge: payment.chargeId }),
    ...invoiceLine(speech, payment),
    t('why-ids', { payment: payment.paymentId, order: payment.orderId ?? '?' }),
  ]
  if (payment.quarantine) lines.push(t('why-quarantined', { reason: reasonOf(speech, payment.quarantine) }))
  if (grant) lines.push(...grantLines(speech, grant))
  const told = story.notices.filter(({ paymentId }) => paymentId === payment.paymentId)
  return [
    ...lines,
    ...payment.refunds.flatMap(refund => refundLines(speech, refund, payment.price.currency)),
    ...payment.disputes.map(dispute => disputeLine(speech, dispute)),
    ...told.map(notice => noticeLine(speech, notice)),
  ].join('\n')
}

function giftLines(speech: Speech, story: Story, grant: Grant): string {
  const by = grant.grantedBy === null ? '?' : String(grant.grantedBy)
  const head = speech.t('why-gift', { at: grant.acquiredAt, by, reason: grant.reason ?? '?' })
  const told = story.notices.filter(({ grantId }) => grantId === grant.grantId)
  return [head, ...grantLines(speech, grant), ...told.map(notice => noticeLine(speech, notice))].join('\n')
}

function grantLines({ t }: Speech, grant: Grant): string[] {
  const { grantId: id, plan, startsAt, endsAt, revokedAt, revokedBy, revokedReason } = grant
  const lines = [
    endsAt === null
      ? t('why-grant-forever', { id, plan, from: startsAt })
      : endsAt <= startsAt
        ? t('why-grant-void', { id, plan })
        : t('why-grant', { id, plan, from: startsAt, until: endsAt }),
  ]
  const vars = { reason: revokedReason ?? '?', by: String(revokedBy) }
  if (revokedAt && revokedBy !== null) lines.push(t('why-taken', { ...vars, at: revokedAt }))
  else if (revokedAt) lines.push(t('why-revoked', { reason: vars.reason, at: revokedAt }))
  return lines
}

function invoiceLine({ t }: Speech, { invoice, chargeId }: Payment): string[] {
  return invoice === null || invoice === chargeId ? [] : [t('why-invoice', { invoice })]
}

function refundLines(speech: Speech, refund: Payment['refunds'][number], currency: string): string[] {
  const { t } = speech
  const vars = {
    id: refund.refundId,
    price: priceOf(speech, { amount: refund.amount, currency }),
    by: refund.requestedBy === null ? '-' : String(refund.requestedBy),
    reason: refund.reason,
  }
  if (refund.settledAt === null) return [t('why-refund-pending', { ...vars, asked: refund.requestedAt })]
  const settled = { ...vars, at: refund.settledAt }
  if (refund.result === 'failed')
    return [t('why-refund-failed', { ...settled, detail: refund.detail ?? '?' })]
  const returned = refund.cameBackAt ? [t('why-refund-came-back', { at: refund.cameBackAt })] : []
  return [t('why-refund-done', settled), ...returned]
}

function noticeLine({ t }: Speech, { noticeId: id, kind, createdAt, sentAt }: Notice): string {
  return sentAt ? t('why-told', { id, kind, at: sentAt }) : t('why-untold', { id, kind, at: createdAt })
}
