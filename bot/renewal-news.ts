import { textIn } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { about } from './card-news.ts'
import type { Speech } from './texts.ts'

/** To the buyer in Stars: it goes on by itself from then on. */
export function thanksForSubscribing(speech: Speech, news: NewsOf<'thanks'>, until: Date): string {
  return speech.t('news-thanks-renews', { ...about(speech, news), until })
}

/** To the subscriber: it renews no more, and how to go on after all; by card the app leads to where that is done. */
export function renewalStopped(speech: Speech, news: NewsOf<'renewal_stopped'>): string {
  const { t } = speech
  const vars = { title: textIn(news.plan, speech.language), until: new Date(news.until) }
  const stopped = t('news-renewal-stopped', vars)
  if (news.rail === 'card') return stopped
  const how = news.ours ? t('news-renewal-stopped-allow') : t('news-renewal-stopped-resume')
  return [stopped, how].join('\n\n')
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

export function endingSoon(
  { t, language }: Speech,
  { plan, planCode, until }: NewsOf<'ending_soon'>,
): string {
  const vars = { title: textIn(plan, language), until: new Date(until) }
  return [t('news-ending-soon', vars), ...(planCode === null ? [] : [t('news-ending-soon-again')])].join(
    '\n\n',
  )
}

export function ended({ t, language }: Speech, { plan, planCode, endedAt }: NewsOf<'ended'>): string {
  const vars = { title: textIn(plan, language), at: new Date(endedAt) }
  return [t('news-ended', vars), planCode === null ? t('news-ended-plans') : t('news-ended-again')].join(
    '\n\n',
  )
}
