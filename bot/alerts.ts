import type { Money, News } from '../db/billing.ts'
import { priceOf } from './price.ts'
import { reasonOf } from './quarantine.ts'
import { providerOf, railOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

export type NewsOf<Kind extends News['kind']> = Extract<News, { kind: Kind }>

/** To admins: money in quarantine, and how to give it back. */
export function quarantined(speech: Speech, news: NewsOf<'quarantined'>): string {
  const { t } = speech
  const vars = { ...aboutCharge(speech, news), reference: news.reference }
  const words = t('news-quarantined', { ...vars, reason: reasonOf(speech, news.reason) })
  if (!news.renews) return words
  const ends = news.renews === 'until_refunded' ? t('news-quarantined-renews') : t('news-quarantined-goes-on')
  return [words, ends].join('\n\n')
}

/** To admins: somebody paid another's invoice. */
export function paidForOther(speech: Speech, news: NewsOf<'paid_for_other'>): string {
  return speech.t('news-paid-for-other', { ...aboutCharge(speech, news), buyer: String(news.buyerId) })
}

/** To the admin who asked for it. */
export function refundDone(speech: Speech, news: NewsOf<'refund_done'>): string {
  const vars = aboutCharge(speech, news)
  return railOf(news) === 'card'
    ? speech.t('news-refund-done-card', vars)
    : speech.t('news-refund-done', vars)
}

/** To admins: what had gone back is here again (case 70). */
export function refundReversed(speech: Speech, news: NewsOf<'refund_reversed'>): string {
  return speech.t('news-refund-reversed', { ...aboutCharge(speech, news), detail: news.detail })
}

/** To admins: the payer's bank wants the money back, which they can answer; and how it ended (case 71). */
export function disputed(speech: Speech, news: NewsOf<'disputed'>): string {
  return speech.t('news-disputed', { ...aboutCharge(speech, news), reason: news.reason })
}

export function disputeClosed(speech: Speech, news: NewsOf<'dispute_closed'>): string {
  const vars = aboutCharge(speech, news)
  return news.won ? speech.t('news-dispute-won', vars) : speech.t('news-dispute-lost', vars)
}

/** To admins: the provider said no, and what can be done about it (case 34). */
export function refundFailed(speech: Speech, news: NewsOf<'refund_failed'>): string {
  const { t } = speech
  const vars = aboutCharge(speech, news)
  const rail = railOf(news)
  if (news.because !== 'balance_too_low')
    return t('news-refund-failed', { ...vars, provider: providerOf(speech, rail), detail: news.detail })
  return rail === 'card' ? t('news-refund-too-low-card', vars) : t('news-refund-too-low', vars)
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

/** To admins: something of the card rail that only a person can judge. */
export function alarm(speech: Speech, { about, id, detail }: NewsOf<'alarm'>): string {
  const { what, todo } = meaningOf(speech, about)
  return speech.t('news-alarm', { what, todo: { html: todo }, id, detail })
}

/** What it is, and what to do about it. */
function meaningOf({ plain, t }: Speech, about: NewsOf<'alarm'>['about']): { what: string; todo: string } {
  switch (about) {
    case 'unknown_status':
      return { what: plain('alarm-unknown-status'), todo: t('alarm-unknown-status-todo') }
    case 'wrong_mode':
      return { what: plain('alarm-wrong-mode'), todo: t('alarm-wrong-mode-todo') }
    case 'wrong_account':
      return { what: plain('alarm-wrong-account'), todo: t('alarm-wrong-account-todo') }
    case 'foreign_charge':
      return { what: plain('alarm-foreign-charge'), todo: t('alarm-foreign-charge-todo') }
    case 'wrong_price':
      return { what: plain('alarm-wrong-price'), todo: t('alarm-wrong-price-todo') }
  }
}

function aboutCharge(
  speech: Speech,
  { price, chargeId, payerId }: { price: Money; chargeId: string; payerId: number },
) {
  return { price: priceOf(speech, price), charge: chargeId, payer: String(payerId) }
}
