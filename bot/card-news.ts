import { type Text, textIn } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { alikeIn } from './alike.ts'
import { priceOf } from './price.ts'
import { wayOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

/** To the subscriber: what is owed, what becomes of their access meanwhile (cases 27, 72, 73). */
export function paymentFailed(speech: Speech, news: NewsOf<'payment_failed'>): string {
  return [failureIn(speech, news), ...accessMeanwhile(speech, news)].join('\n\n')
}

function failureIn(speech: Speech, news: NewsOf<'payment_failed'>): string {
  const vars = about(speech, news)
  switch (news.todo) {
    case 'pay':
      return speech.t('news-payment-failed', vars)
    case 'confirm':
      return speech.t('news-payment-confirm', vars)
    case 'top_up':
      return speech.t('news-payment-top-up', vars)
  }
}

/** Nothing where it stays open whatever becomes of this. */
function accessMeanwhile({ t }: Speech, { graceUntil }: NewsOf<'payment_failed'>): string[] {
  if (graceUntil === undefined) return []
  return [
    graceUntil === null ? t('news-payment-closed') : t('news-payment-grace', { until: new Date(graceUntil) }),
  ]
}

/** To the payer: money of a card goes back by a bank, which takes its time. */
export function refundedToCard(speech: Speech, { plan, price, accessUntil }: NewsOf<'refunded'>): string {
  const { t } = speech
  if (plan === null) return t('news-refunded-card', { price: priceOf(speech, price) })
  const vars = about(speech, { plan, price })
  return accessUntil === null
    ? t('news-refunded-card-ended', vars)
    : t('news-refunded-card-kept', { ...vars, until: new Date(accessUntil) })
}

/** `plan` is null where it had opened nothing. */
export function refundedInPart(speech: Speech, news: NewsOf<'refunded_in_part'>): string {
  const left = priceOf(speech, news.left)
  return news.plan === null
    ? speech.t('news-refunded-part-held', { price: priceOf(speech, news.price), left })
    : speech.t('news-refunded-part', { ...about(speech, news), left })
}

export function refundCameBack(speech: Speech, news: NewsOf<'refund_came_back'>): string {
  const { plan, accessUntil } = news
  return plan === null || accessUntil === null
    ? speech.t('news-refund-came-back', { price: priceOf(speech, news.price) })
    : speech.t('news-refund-came-back-until', { ...about(speech, news), until: new Date(accessUntil) })
}

export function suspended(speech: Speech, news: NewsOf<'suspended'>): string {
  const vars = { ...about(speech, news), charge: news.chargeId }
  return news.lost ? speech.t('news-lost', vars) : speech.t('news-suspended', vars)
}

export function reinstated(speech: Speech, { plan, accessUntil }: NewsOf<'reinstated'>): string {
  return plan === null || accessUntil === null
    ? speech.t('news-reinstated')
    : speech.t('news-reinstated-until', { title: titleOf(speech, plan), until: new Date(accessUntil) })
}

/** To whoever pays for several at once; which of them ends is theirs to say (case 36). */
export function parallel(speech: Speech, { plans }: NewsOf<'parallel'>): string {
  const { t, language } = speech
  const alike = alikeIn(speech, plans)
  const items = plans.map(({ title, rail, until }) => {
    const vars = { title: textIn(title, language), way: wayOf(speech, rail) }
    return until !== undefined && alike.has(vars.title)
      ? t('news-parallel-item-until', { ...vars, until: new Date(until) })
      : t('news-parallel-item', vars)
  })
  return t('news-parallel', { list: { html: items.join('\n') } })
}

/** What was paid, and for what. */
export function about(
  speech: Speech,
  { plan, price }: { plan: Text | null; price: NewsOf<'renewed'>['price'] },
): { title: string; price: string } {
  return { title: titleOf(speech, plan), price: priceOf(speech, price) }
}

function titleOf({ plain, language }: Speech, plan: Text | null): string {
  return plan === null ? plain('no-plan') : textIn(plan, language)
}
