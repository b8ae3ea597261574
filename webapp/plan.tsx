import type { PlanJson } from '../server/contract.ts'
import { type Holding, heldOf, holdingsOf } from './holdings.ts'
import { BuyButtons } from './parts/buy-buttons.tsx'
import { useNow } from './parts/clock.ts'
import { Failed } from './parts/failed.tsx'
import { Features } from './parts/features.tsx'
import { known, Loaded } from './parts/loaded.tsx'
import { Notice } from './parts/notice.tsx'
import { PurchaseNotice } from './parts/purchase-notice.tsx'
import { Said } from './parts/said.tsx'
import { Screen } from './parts/screen.tsx'
import { WaysToPay } from './parts/ways-to-pay.tsx'
import { PlanCards } from './plans.tsx'
import { buy, buyByCard, isUnderway, purchase } from './purchase.ts'
import { go } from './route.ts'
import { isSold, priceInStars } from './sold.ts'
import { access, plans, subscription } from './store.ts'
import { renewalOf, type Subscription } from './subscription.ts'
import { day, money, t, term } from './texts.ts'

/** One plan, and the way to own it. */
export function Plan({ code }: { code: string }) {
  const now = useNow()
  const plan = known(plans.value)?.find(one => one.code === code)
  const holdings = holdingsOf(known(access.value) ?? [], [], now)
  const held = heldOf(holdings, code)
  const renewal = renewalOf(known(subscription.value), code)
  // Whoever has it for ever must not be asked for money before we know that they do; nor is what renews bought again.
  const canBuy = access.value.kind === 'ready' && held?.until !== null && !renewal
  const isPaid = purchase.value.kind === 'paid' && purchase.value.plan === code
  const title = plan?.title ?? (plans.value.kind === 'ready' ? t('app-retired') : t('app-plan'))
  return (
    <Screen title={title} busy={plans.value.kind === 'loading'}>
      <PurchaseNotice />
      {!isPaid && (
        <Loaded of={plans.value}>
          {all =>
            plan ? (
              <PlanText plan={plan} held={held} renewal={renewal} />
            ) : (
              <Retired plans={all} holdings={holdings} held={held} />
            )
          }
        </Loaded>
      )}
      {access.value.kind === 'failed' && plans.value.kind === 'ready' && !isPaid && (
        <Failed why={access.value.why} />
      )}
      {canBuy && plan && <Buy plan={plan} />}
    </Screen>
  )
}

/** The ways to pay for it: Telegram's big button for Stars where both are open. */
function Buy({ plan }: { plan: PlanJson }) {
  const { code, card } = plan
  const stars = priceInStars(plan)
  const way = wayToBuy(code)
  if (way === 'none') return null
  const inStars = stars && {
    text: t('app-buy', { price: money(stars) }),
    busy: way === 'stars',
    onPress: () => void buy(code),
  }
  const byCard = card && {
    text: t('app-buy-card', { price: money(card) }),
    busy: way === 'card',
    onPress: () => void buyByCard(code),
  }
  const first = inStars ?? byCard
  return first && <BuyButtons first={first} other={inStars && byCard} disabled={way !== 'open'} />
}

/** What it costs, what it gives, and what paying now would mean (case 90). */
function PlanText(props: { plan: PlanJson; held: Holding | null; renewal: Subscription | null }) {
  const { plan, held, renewal } = props
  const { description, features } = plan
  const sold = isSold(plan)
  return (
    <>
      <div class="card offer">
        <WaysToPay plan={plan} />
        <p>
          <Said text={description} />
        </p>
        <Features of={features} />
      </div>
      {renewal ? <RenewsNote renewal={renewal} /> : held && <HeldNote held={held} plan={plan} />}
      {!sold && <p class="lead">{t('app-not-here')}</p>}
    </>
  )
}

function RenewsNote({ renewal: { current_period_end: end } }: { renewal: Subscription }) {
  const title = end === null ? t('app-renews') : t('app-renews-on', { day: day(end) })
  return (
    <Notice still title={title} text={t('app-renews-text')}>
      <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
        {t('app-manage')}
      </button>
    </Notice>
  )
}

/** And what buying it again would add, where it can be bought. */
function HeldNote({ held: { until }, plan }: { held: Holding; plan: PlanJson }) {
  if (until === null)
    return <Notice still tone="glad" title={t('app-yours-forever')} text={t('app-owned-text')} />
  const yours = t('app-yours-until', { day: day(until) })
  return <Notice still title={yours} text={again(plan, until)} />
}

/** What is paid once begins when this ends; a subscription by card waits for nothing. */
function again(plan: PlanJson, until: string): string | undefined {
  const { period, card } = plan
  if (!isSold(plan)) return undefined
  if (period === 'lifetime') return t('app-stacks-forever')
  if (!card?.recurring) return t('app-stacks', { term: term(period) })
  const overlaps = t('app-overlaps', { day: day(until) })
  return priceInStars(plan) ? `${t('app-stacks-stars', { term: term(period) })} ${overlaps}` : overlaps
}

/** Somebody followed a link to what is not sold any more (case 88). */
function Retired(props: { plans: PlanJson[]; holdings: Holding[]; held: Holding | null }) {
  const { plans, holdings, held } = props
  const lead = held ? t('app-retired-held') : t('app-retired-text')
  return <PlanCards plans={plans} holdings={holdings} lead={lead} />
}

/** Whether buying this plan makes sense as things stand, or by which way it is being bought. */
function wayToBuy(plan: string): 'open' | 'stars' | 'card' | 'closed' | 'none' {
  const now = purchase.value
  if (isUnderway(plan)) return now.kind === 'ordering' ? now.rail : 'stars'
  switch (now.kind) {
    case 'none':
    case 'ordering':
    case 'paying':
    case 'away':
    case 'checking':
    case 'dropped':
    case 'failed':
    case 'refunded':
      return 'open'
    case 'refused':
      if (now.why === 'too_many') return 'closed'
      return now.plan === plan ? 'none' : 'open'
    case 'paid':
    case 'held':
      return now.plan === plan ? 'none' : 'open'
  }
}
