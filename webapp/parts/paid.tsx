import { heldOf, holdingsOf } from '../holdings.ts'
import { dismissPurchase } from '../purchase.ts'
import { go, route } from '../route.ts'
import { serverNow } from '../server-clock.ts'
import { access, accessAskedAt, subscription, subscriptionAskedAt } from '../store.ts'
import { renewalOf } from '../subscription.ts'
import { day, t } from '../texts.ts'
import { Icon } from './icon.tsx'
import { known } from './loaded.tsx'
import { Notice } from './notice.tsx'

/** It is in the books: the moment this app is for. */
export function Paid({ plan, title, at }: { plan: string; title: string; at: number }) {
  // What was heard of access before it was paid would name the end of what they had until then.
  const isFresh = accessAskedAt.value >= at && subscriptionAskedAt.value >= at
  const heard = isFresh ? known(access.value) : null
  const held = heldOf(holdingsOf(heard ?? [], [], serverNow()), plan)
  const renewal = renewalOf(known(subscription.value), plan)
  const isHome = route.value.screen === 'home'
  const leave = () => {
    dismissPurchase()
    if (!isHome) go({ screen: 'home' })
  }
  return (
    <Notice
      tone="glad"
      sign={<Burst />}
      title={t('app-paid')}
      text={words(title, held && { until: held.until, renews: renewal !== null })}
    >
      <button type="button" class="button button-main" onClick={leave}>
        {isHome ? t('app-done') : t('app-see-mine')}
      </button>
    </Notice>
  )
}

/** `held`: null while what they have is still on its way to us. */
function words(title: string, held: { until: string | null; renews: boolean } | null): string {
  if (!held) return t('app-paid-text', { title })
  if (held.until === null) return t('app-paid-forever', { title })
  const date = day(held.until)
  return held.renews ? t('app-paid-renews', { title, day: date }) : t('app-paid-until', { title, day: date })
}

/** A star, and the rays of its joy. */
function Burst() {
  return (
    <span class="burst">
      <svg viewBox="0 0 96 96" aria-hidden="true">
        <path d="M48 4v14M48 78v14M4 48h14M78 48h14M17 17l10 10M69 69l10 10M17 79l10-10M69 27l10-10" />
      </svg>
      <Icon name="star" />
    </span>
  )
}
