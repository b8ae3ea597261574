import type { News } from '../db/billing.ts'
import { priceOf } from './price.ts'
import { reasonOf } from './quarantine.ts'
import type { Speech } from './texts.ts'

export type NewsOf<Kind extends News['kind']> = Extract<News, { kind: Kind }>

/** To admins: money in quarantine, and how to give it back. */
export function quarantined(speech: Speech, news: NewsOf<'quarantined'>): string {
  const vars = { ...aboutCharge(speech, news), reference: news.reference }
  return speech.t('news-quarantined', { ...vars, reason: reasonOf(speech, news.reason) })
}

/** To admins: somebody paid another's invoice. */
export function paidForOther(speech: Speech, news: NewsOf<'paid_for_other'>): string {
  return speech.t('news-paid-for-other', { ...aboutCharge(speech, news), buyer: String(news.buyerId) })
}

/** To the admin who asked for it. */
export function refundDone(speech: Speech, news: NewsOf<'refund_done'>): string {
  return speech.t('news-refund-done', aboutCharge(speech, news))
}

/** To admins: Telegram said no, and what can be done about it (case 34). */
export function refundFailed(speech: Speech, news: NewsOf<'refund_failed'>): string {
  const vars = aboutCharge(speech, news)
  return news.because === 'balance_too_low'
    ? speech.t('news-refund-too-low', vars)
    : speech.t('news-refund-failed', { ...vars, detail: news.detail })
}

/** To admins: the same figures as `/balance` shows, so that either explains the other. */
export function drift(speech: Speech, { currency, booked, provider }: NewsOf<'drift'>): string {
  const price = (amount: number) => priceOf(speech, { amount, currency })
  const vars = {
    booked: price(booked),
    provider: price(provider),
    difference: price(Math.abs(booked - provider)),
  }
  return booked > provider ? speech.t('news-drift-less', vars) : speech.t('news-drift-more', vars)
}

function aboutCharge(
  speech: Speech,
  { price, chargeId, payerId }: NewsOf<'quarantined' | 'paid_for_other' | 'refund_done' | 'refund_failed'>,
) {
  return { price: priceOf(speech, price), charge: chargeId, payer: String(payerId) }
}
