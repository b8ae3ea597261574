import { type News, textIn } from '../db/billing.ts'
import { drift, type NewsOf, paidForOther, quarantined, refundDone, refundFailed } from './alerts.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** A piece of news as Telegram HTML. */
export function wordsFor(speech: Speech, news: News): string {
  const { t, language } = speech
  switch (news.kind) {
    case 'thanks':
      return thanks(speech, news)
    case 'held':
      return t('news-held', { price: priceOf(speech, news.price), charge: news.chargeId })
    case 'returning': {
      const vars = { title: textIn(news.plan, language), price: priceOf(speech, news.price) }
      return t('news-returning', vars)
    }
    case 'refunded':
      return refunded(speech, news)
    case 'granted_by_hand':
      return granted(speech, news)
    case 'revoked_by_hand':
      return revoked(speech, news)
    case 'quarantined':
      return quarantined(speech, news)
    case 'paid_for_other':
      return paidForOther(speech, news)
    case 'refund_done':
      return refundDone(speech, news)
    case 'refund_failed':
      return refundFailed(speech, news)
    case 'drift':
      return drift(speech, news)
  }
}

function thanks(speech: Speech, { plan, price, until, stackedFrom }: NewsOf<'thanks'>): string {
  const { t, language } = speech
  const vars = { title: textIn(plan, language), price: priceOf(speech, price) }
  if (until === null) return t('news-thanks-forever', vars)
  const dated = { ...vars, until: new Date(until) }
  return stackedFrom === null
    ? t('news-thanks', dated)
    : t('news-thanks-stacked', { ...dated, from: new Date(stackedFrom) })
}

function refunded(speech: Speech, { plan, price, accessUntil }: NewsOf<'refunded'>): string {
  const { t, language } = speech
  const vars = { price: priceOf(speech, price) }
  if (plan === null) return t('news-refunded', vars)
  const named = { ...vars, title: textIn(plan, language) }
  return accessUntil === null
    ? t('news-refunded-ended', named)
    : t('news-refunded-kept', { ...named, until: new Date(accessUntil) })
}

function granted({ t, language }: Speech, { plan, until }: NewsOf<'granted_by_hand'>): string {
  const title = textIn(plan, language)
  return until === null
    ? t('news-granted-forever', { title })
    : t('news-granted', { title, until: new Date(until) })
}

function revoked({ t, language }: Speech, { plan, accessUntil }: NewsOf<'revoked_by_hand'>): string {
  const title = textIn(plan, language)
  return accessUntil === null
    ? t('news-revoked', { title })
    : t('news-revoked-kept', { title, until: new Date(accessUntil) })
}
