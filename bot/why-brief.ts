import { type Story, textIn } from '../db/billing.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

type Payment = Story['payments'][number]
type Grant = Story['grants'][number]

/** A payment where there is no room for all of it: a line with what came of it and the id to look further; the line alone. */
export function briefPayment(speech: Speech, payment: Payment, grant: Grant | undefined): string[] {
  const { t, language } = speech
  const plan = payment.plan === null ? '?' : textIn(payment.plan, language)
  const paid = t('why-brief', { at: payment.paidAt, price: priceOf(speech, payment.price), plan })
  const line = `${paid} ${fateOf(speech, payment, grant)}`
  return [[line, t('why-charge', { charge: payment.chargeId })].join('\n'), line]
}

/** The same of what was given by hand. */
export function briefGift(speech: Speech, grant: Grant): string[] {
  const { t } = speech
  const line = `${t('why-brief-gift', { at: grant.acquiredAt, plan: grant.plan })} ${termOf(speech, grant)}`
  return [[line, t('why-brief-id', { id: grant.grantId })].join('\n'), line]
}

function fateOf(speech: Speech, payment: Payment, grant: Grant | undefined): string {
  const { t } = speech
  const { refunds, refunded, price, quarantine, disputes } = payment
  if (refunds.some(({ result }) => result === null)) return t('why-brief-returning')
  if (refunded > 0) return refunded < price.amount ? t('why-brief-part') : t('why-brief-refunded')
  if (disputes.length > 0) return t('why-brief-disputed')
  if (quarantine !== null) return t('why-brief-held')
  return grant ? termOf(speech, grant) : ''
}

function termOf({ t }: Speech, { endsAt, revokedAt }: Grant): string {
  if (revokedAt) return t('why-brief-ended', { at: revokedAt })
  return endsAt === null ? t('why-brief-forever') : t('why-brief-until', { until: endsAt })
}
