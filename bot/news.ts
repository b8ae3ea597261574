import { type News, textIn } from '../db/billing.ts'
import {
  alarm,
  disputeClosed,
  disputed,
  drift,
  type NewsOf,
  paidForOther,
  quarantined,
  refundDone,
  refundFailed,
  refundReversed,
} from './alerts.ts'
import {
  about,
  parallel,
  paymentFailed,
  refundCameBack,
  refundedInPart,
  refundedToCard,
  reinstated,
  suspended,
} from './card-news.ts'
import { priceOf } from './price.ts'
import { railOf } from './rail-words.ts'
import { renewalRefused, unknownSubscription, unlisted } from './renewal-alerts.ts'
import {
  ended,
  endingSoon,
  renewalNotAllowed,
  renewalNotStopped,
  renewalResumed,
  renewalStopped,
  thanksForSubscribing,
} from './renewal-news.ts'
import type { Speech } from './texts.ts'
import { webhookGivenUp } from './webhook-alert.ts'

/** A piece of news as Telegram HTML. */
export function wordsFor(speech: Speech, news: News): string {
  const { t } = speech
  switch (news.kind) {
    case 'thanks':
      return welcomed(speech, news, thanks(speech, news))
    case 'renewed':
      return welcomed(speech, news, renewed(speech, news))
    case 'renewal_stopped':
      return renewalStopped(speech, news)
    case 'renewal_resumed':
      return renewalResumed(speech, news)
    case 'renewal_not_stopped':
      return renewalNotStopped(speech, news)
    case 'renewal_not_allowed':
      return renewalNotAllowed(speech, news)
    case 'ending_soon':
      return endingSoon(speech, news)
    case 'ended':
      return ended(speech, news)
    case 'forgotten':
      return t('news-forgotten')
    case 'payment_failed':
      return paymentFailed(speech, news)
    case 'checkout_failed':
      return t('news-checkout-failed', about(speech, news))
    case 'held':
      return held(speech, news)
    case 'returning':
      return returning(speech, news)
    case 'refunded':
      return [refunded(speech, news), ...(news.stopped ? [t('news-refunded-stopped')] : [])].join('\n\n')
    case 'refunded_in_part':
      return refundedInPart(speech, news)
    case 'refund_came_back':
      return refundCameBack(speech, news)
    case 'suspended':
      return suspended(speech, news)
    case 'reinstated':
      return reinstated(speech, news)
    case 'parallel':
      return parallel(speech, news)
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
    case 'refund_reversed':
      return refundReversed(speech, news)
    case 'disputed':
      return disputed(speech, news)
    case 'dispute_closed':
      return disputeClosed(speech, news)
    case 'renewal_refused':
      return renewalRefused(speech, news)
    case 'unknown_subscription':
      return unknownSubscription(speech, news)
    case 'unlisted':
      return unlisted(speech, news)
    case 'alarm':
      return alarm(speech, news)
    case 'webhook_given_up':
      return webhookGivenUp(speech, news)
    case 'drift':
      return drift(speech, news)
  }
}

/** Said first to whoever had lost it. */
function welcomed(speech: Speech, news: NewsOf<'thanks' | 'renewed'>, words: string): string {
  const back = news.back ? [speech.t('news-back', { title: textIn(news.plan, speech.language) })] : []
  return [...back, words].join('\n\n')
}

function thanks(speech: Speech, news: NewsOf<'thanks'>): string {
  const { t } = speech
  const { until, stackedFrom, beside, free } = news
  const vars = about(speech, news)
  if (until === null) return t('news-thanks-forever', vars)
  const dated = { ...vars, until: new Date(until) }
  if (free) return free.renews ? t('news-free', dated) : t('news-free-ends', dated)
  if (beside) return t('news-thanks-beside', dated)
  if (news.renews) return thanksForSubscribing(speech, news, dated.until)
  return stackedFrom === null
    ? t('news-thanks', dated)
    : t('news-thanks-stacked', { ...dated, from: new Date(stackedFrom) })
}

function renewed(speech: Speech, news: NewsOf<'renewed'>): string {
  const dated = { ...about(speech, news), until: new Date(news.until) }
  return news.price.amount === 0 ? speech.t('news-renewed-free', dated) : speech.t('news-renewed', dated)
}

function held(speech: Speech, { price, renews, chargeId: charge }: NewsOf<'held'>): string {
  const vars = { price: priceOf(speech, price), charge }
  return renews ? speech.t('news-held-renews', vars) : speech.t('news-held', vars)
}

function returning(speech: Speech, news: NewsOf<'returning'>): string {
  const vars = about(speech, news)
  return railOf(news) === 'card' ? speech.t('news-returning-card', vars) : speech.t('news-returning', vars)
}

function refunded(speech: Speech, news: NewsOf<'refunded'>): string {
  const { t, language } = speech
  const { plan, price, accessUntil } = news
  if (railOf(news) === 'card') return refundedToCard(speech, news)
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
