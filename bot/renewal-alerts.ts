import { textIn } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { providerOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

/** How many charges one message names. */
const NAMED = 10

/** To admins: the provider said no to stopping a renewal, or to letting it go on again (case 29). */
export function renewalRefused(speech: Speech, news: NewsOf<'renewal_refused'>): string {
  const { t, language } = speech
  const vars = {
    plan: textIn(news.plan, language),
    provider: providerOf(speech, news.rail),
    detail: news.detail,
    payer: String(news.payerId),
    charge: news.chargeId,
  }
  return news.wish === 'stop' ? t('news-renewal-stop-refused', vars) : t('news-renewal-allow-refused', vars)
}

/** To admins: it was begun by no order of ours (case 28). */
export function unknownSubscription(
  { t }: Speech,
  { payerId, reference, state }: NewsOf<'unknown_subscription'>,
): string {
  return t('news-unknown-subscription', { payer: String(payerId), reference, state })
}

/** To admins: what we booked, and the provider's own list does not have. */
export function unlisted(speech: Speech, { rail, count, chargeIds }: NewsOf<'unlisted'>): string {
  const { t } = speech
  const named = chargeIds.slice(0, NAMED)
  const left = count - named.length
  const list = [
    t('news-unlisted', { count, provider: providerOf(speech, rail) }),
    ...named.map(charge => t('news-unlisted-charge', { charge })),
    ...(left > 0 ? [t('news-unlisted-more', { count: left })] : []),
  ]
  return [list.join('\n'), t('news-unlisted-todo')].join('\n\n')
}
