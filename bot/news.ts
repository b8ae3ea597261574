import { type News, textIn } from '../db/billing.ts'
import { priceOf } from './price.ts'
import { reasonOf } from './quarantine.ts'
import type { Speech } from './texts.ts'

/** A piece of news as Telegram HTML. */
export function wordsFor(speech: Speech, news: News): string {
  const { t, language } = speech
  const price = priceOf(speech, news.price)
  const charge = news.chargeId
  switch (news.kind) {
    case 'thanks':
      return thanks(speech, news)
    case 'held':
      return t('news-held', { price, charge })
    case 'returning':
      return t('news-returning', { title: textIn(news.plan, language), price })
    case 'refunded':
      return refunded(speech, news)
    case 'quarantined': {
      const vars = { price, charge, payer: String(news.payerId), reason: reasonOf(speech, news.reason) }
      return t('news-quarantined', { ...vars, reference: news.reference })
    }
    case 'paid_for_other':
      return t('news-paid-for-other', {
        price,
        charge,
        payer: String(news.payerId),
        buyer: String(news.buyerId),
      })
    case 'refund_done':
      return t('news-refund-done', { price, charge, payer: String(news.payerId) })
    case 'refund_failed':
      return t('news-refund-failed', { price, charge, payer: String(news.payerId), detail: news.detail })
  }
}

function thanks(
  speech: Speech,
  { plan, price, until, stackedFrom }: Extract<News, { kind: 'thanks' }>,
): string {
  const { t, language } = speech
  const vars = { title: textIn(plan, language), price: priceOf(speech, price) }
  if (until === null) return t('news-thanks-forever', vars)
  const dated = { ...vars, until: new Date(until) }
  return stackedFrom === null
    ? t('news-thanks', dated)
    : t('news-thanks-stacked', { ...dated, from: new Date(stackedFrom) })
}

function refunded(speech: Speech, { plan, price, accessUntil }: Extract<News, { kind: 'refunded' }>): string {
  const { t, language } = speech
  const vars = { price: priceOf(speech, price) }
  if (plan === null) return t('news-refunded', vars)
  const named = { ...vars, title: textIn(plan, language) }
  return accessUntil === null
    ? t('news-refunded-ended', named)
    : t('news-refunded-kept', { ...named, until: new Date(accessUntil) })
}
