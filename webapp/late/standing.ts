import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { openHolding } from '../open-holding.ts'
import { serverNow } from '../server-clock.ts'
import { day, t } from '../texts.ts'

type Told = Pick<
  SubscriptionJson,
  'id' | 'tier' | 'status' | 'plan' | 'plan_title' | 'current_period_end' | 'renews' | 'grace_until'
>

/** The state of a subscription in a word or two; null where there is nothing to add, or a word nobody here knows. */
export function whatItIs({ id, status, tier, renews, grace_until }: Told): string | null {
  switch (status) {
    case 'active':
      if (grace_until !== null) return t('app-pass-grace')
      // What was bought for ever, or once, is not canceled.
      return renews || id === null ? t('app-pass-now') : t('app-sub-ending')
    case 'trialing':
      return t('app-sub-trial')
    case 'past_due':
      return t('app-sub-past-due')
    case 'unpaid':
      return t('app-sub-unpaid')
    case 'paused':
      return t('app-sub-paused')
    case 'canceled':
      return t('app-status-canceled')
    case 'incomplete':
      return t('app-sub-incomplete')
    case 'incomplete_expired':
      return t('app-sub-expired')
    case 'inactive':
    case 'ended':
      return null
    default:
      return tier === 'paid' ? t('app-pass-now') : null
  }
}

type Tone = 'paid' | 'open' | 'past_due' | 'canceled'

/** Of the dot before it: `open` waits for something, `past_due` is late, `canceled` is over. */
export function toneOf({ status, grace_until }: Pick<Told, 'status' | 'grace_until'>): Tone {
  switch (status) {
    case 'past_due':
    case 'unpaid':
      return 'past_due'
    case 'incomplete':
    case 'paused':
      return 'open'
    case 'canceled':
    case 'incomplete_expired':
      return 'canceled'
    default:
      return grace_until === null ? 'paid' : 'open'
  }
}

/** When it goes on, ends, or ended, each in a sentence; only what is known. */
export function termWords(told: Told): string[] {
  const { tier, status, plan_title, current_period_end: end, grace_until, renews } = told
  if (status === 'incomplete_expired') return [t('app-nothing-charged')]
  if (status === 'inactive') return [t('app-free-text')]
  if (tier === 'free') {
    // What waits for money is told by the notice above.
    if (toneOf(told) === 'past_due' || toneOf(told) === 'open') return []
    if (end === null || isToCome(end)) return [t('app-free-text')]
    const at = day(end)
    return [
      plan_title === null
        ? t('app-ended-on', { day: at })
        : t('app-mine-ended', { title: plan_title, day: at }),
    ]
  }
  if (grace_until !== null && (end === null || !isToCome(end))) return [openWhileLate(told.plan, grace_until)]
  if (end === null) return [t('app-forever')]
  const at = day(end)
  if (!renews) return [t('app-mine-ends', { day: at })]
  return [status === 'trialing' ? t('app-mine-trial', { day: at }) : t('app-renews-on', { day: at })]
}

/** What else they have of it may keep it open for longer than it is waited for the payment. */
function openWhileLate(plan: string | null, graceUntil: string): string {
  const held = plan === null ? null : openHolding(plan, serverNow())
  if (!held) return t('app-mine-grace', { day: day(graceUntil) })
  return held.until === null ? t('app-forever') : t('app-until', { day: day(held.until) })
}

function isToCome(end: string): boolean {
  return Date.parse(end) > serverNow().getTime()
}
