import { textIn } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { about } from './card-news.ts'
import type { Speech } from './texts.ts'

type Rail = NonNullable<NewsOf<'renewal_stopped'>['rail']>

/** To the buyer in Stars: it goes on by itself from then on. */
export function thanksForSubscribing(speech: Speech, news: NewsOf<'thanks'>, until: Date): string {
  return speech.t('news-thanks-renews', { ...about(speech, news), until })
}

/** To the subscriber: it renews no more, and how to go on after all; by card the app leads to where that is done. */
export function renewalStopped(speech: Speech, news: NewsOf<'renewal_stopped'>): string {
  const { t } = speech
  const vars = { title: textIn(news.plan, speech.language), until: new Date(news.until) }
  const stopped = t('news-renewal-stopped', vars)
  return [stopped, ...howToGoOn(speech, { rail: news.rail ?? 'stars', ours: news.ours })].join('\n\n')
}

/** By card the button says it all. */
function howToGoOn({ t }: Speech, { rail, ours }: { rail: Rail; ours: boolean }): string[] {
  if (rail === 'card') return []
  return [ours ? t('news-renewal-stopped-allow') : t('news-renewal-stopped-resume')]
}

export function renewalResumed({ t, language }: Speech, { plan, until }: NewsOf<'renewal_resumed'>): string {
  return t('news-renewal-resumed', { title: textIn(plan, language), until: new Date(until) })
}

/** To the subscriber: we could not stop it, so it is theirs to do (case 29). */
export function renewalNotStopped(
  { t, language }: Speech,
  { plan, until, rail }: NewsOf<'renewal_not_stopped'>,
): string {
  const vars = { title: textIn(plan, language) }
  return [
    rail === 'card' ? t('news-renewal-not-stopped-card', vars) : t('news-renewal-not-stopped', vars),
    ...(until === null ? [] : [t('news-renewal-not-stopped-until', { until: new Date(until) })]),
  ].join('\n\n')
}

/** To the subscriber: we could not take back our stop, so only what is bought anew goes on. */
export function renewalNotAllowed({ t, language }: Speech, { plan }: NewsOf<'renewal_not_allowed'>): string {
  return t('news-renewal-not-allowed', { title: textIn(plan, language) })
}

/** What was stopped is turned on again, and not bought anew. */
export function endingSoon(speech: Speech, news: NewsOf<'ending_soon'>): string {
  const { t, language } = speech
  const { plan, planCode, until, subscription } = news
  const again = planCode === null ? [] : [t('news-ending-soon-again')]
  return [
    t('news-ending-soon', { title: textIn(plan, language), until: new Date(until) }),
    ...(subscription ? howToGoOn(speech, subscription) : again),
  ].join('\n\n')
}

export function ended(speech: Speech, { plan, planCode, endedAt, owed }: NewsOf<'ended'>): string {
  const { t, language } = speech
  if (owed) return t('news-ended-owed', about(speech, { plan, price: owed.price }))
  const vars = { title: textIn(plan, language), at: new Date(endedAt) }
  return [t('news-ended', vars), planCode === null ? t('news-ended-plans') : t('news-ended-again')].join(
    '\n\n',
  )
}
