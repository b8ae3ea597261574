import type { PlanJson } from '../server/contract.ts'
import { type Holding, heldOf, holdingsOf } from './holdings.ts'
import { BuyButtons } from './parts/buy-buttons.tsx'
import { useNow } from './parts/clock.ts'
import { Failed } from './parts/failed.tsx'
import { Features } from './parts/features.tsx'
import { known, Loaded } from './parts/loaded.tsx'
import { Notice } from './parts/notice.tsx'
import { Owed } from './parts/past-due.tsx'
import { PurchaseNotice } from './parts/purchase-notice.tsx'
import { Said } from './parts/said.tsx'
import { Screen } from './parts/screen.tsx'
import { WaysToPay } from './parts/ways-to-pay.tsx'
import { PlanCards } from './plans.tsx'
import { buy, buyByCard, isUnderway, purchase } from './purchase.ts'
import { go } from './route.ts'
import { isSold } from './sold.ts'
import { access, plans, subscription } from './store.ts'
import { endingOf, isLate, renewalOf, type Subscription } from './subscription.ts'
import { day, money, t, term } from './texts.ts'

/** One plan, and the way to own it. */
export function Plan({ code }: { code: string }) {
  const now = useNow()
  const plan = known(plans.value)?.find(one => one.code === code)
  const holdings = holdingsOf(known(access.value) ?? [], [], now)
  const held = heldOf(holdings, code)
  const told = known(subscription.value)
  const renewal = renewalOf(told, code)
  const ending = held && endingOf(told, code)
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
              <PlanText plan={plan} held={held} renewal={renewal} ending={ending} />
            ) : (
              <Retired plans={all} holdings={holdings} held={held} />
            )
          }
        </Loaded>
      )}
      {access.value.kind === 'failed' && plans.value.kind === 'ready' && !isPaid && (
        <Failed why={access.value.why} />
      )}
      {canBuy && plan && <Buy plan={plan} ending={ending} />}
    </Screen>
  )
}

/** The ways to pay for it: Telegram's big button for Stars where both are open. What renews is not begun twice. */
function Buy({ plan, ending }: { plan: PlanJson; ending: Subscription | null }) {
  const { code } = plan
  const stars = ending && plan.stars?.recurring ? null : plan.stars
  const card = ending && plan.card?.recurring ? null : plan.card
  const way = wayToBuy(code)
  if (way === 'none') return null
  const inStars = stars && {
    text: stars.recurring
      ? t('app-subscribe', { price: money(stars) })
      : t('app-buy', { price: money(stars) }),
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
function PlanText(props: {
  plan: PlanJson
  held: Holding | null
  renewal: Subscription | null
  ending: Subscription | null
}) {
  const { plan, held, renewal, ending } = props
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
      {renewal ? (
        <RenewsNote renewal={renewal} />
      ) : (
        held && <HeldNote held={held} plan={plan} isEnding={ending !== null} />
      )}
      {!sold && <p class="lead">{t('app-not-here')}</p>}
    </>
  )
}

/** Of what is late, that is what matters. */
function RenewsNote({ renewal }: { renewal: Subscription }) {
  if (isLate(renewal)) return <Owed owed={renewal} />
  const { current_period_end: end } = renewal
  const title = end === null ? t('app-renews') : t('app-renews-on', { day: day(end) })
  return (
    <Notice still title={title} text={t('app-renews-text')}>
      <Manage />
    </Notice>
  )
}

function Manage() {
  return (
    <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
      {t('app-manage')}
    </button>
  )
}

/** And what buying it again would add, where it can be bought. */
function HeldNote(props: { held: Holding; plan: PlanJson; isEnding: boolean }) {
  const { held, plan, isEnding } = props
  const { until } = held
  if (until === null)
    return <Notice still tone="glad" title={t('app-yours-forever')} text={t('app-owned-text')} />
  const yours = t('app-yours-until', { day: day(until) })
  if (!isEnding) return <Notice still title={yours} text={sentences(stacks(plan), overlaps(plan, until))} />
  return (
    <Notice still title={yours} text={sentences(t('app-ending-text'), stacks(plan))}>
      <Manage />
    </Notice>
  )
}

/** What is paid once begins when this ends. */
function stacks({ period, stars, card }: PlanJson): string | null {
  if (!stars?.recurring && !card?.recurring) {
    if (!stars && !card) return null
    return period === 'lifetime' ? t('app-stacks-forever') : t('app-stacks', { term: term(period) })
  }
  if (stars && !stars.recurring) return t('app-stacks-stars', { term: term(period) })
  return card && !card.recurring ? t('app-stacks-card', { term: term(period) }) : null
}

/** What renews waits for nothing. */
function overlaps({ stars, card }: PlanJson, until: string): string | null {
  const date = { day: day(until) }
  if (stars?.recurring)
    return card && !card.recurring ? t('app-overlaps-stars', date) : t('app-overlaps-plain', date)
  return card?.recurring ? t('app-overlaps', date) : null
}

function sentences(...all: (string | null)[]): string | undefined {
  return all.filter(one => one !== null).join(' ') || undefined
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
