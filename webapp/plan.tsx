import type { PlanJson } from '../server/contract.ts'
import { type Holding, heldOf, holdingsOf } from './holdings.ts'
import { BuyButton } from './parts/buy-button.tsx'
import { useNow } from './parts/clock.ts'
import { Failed } from './parts/failed.tsx'
import { Features } from './parts/features.tsx'
import { known, Loaded } from './parts/loaded.tsx'
import { Notice } from './parts/notice.tsx'
import { Price } from './parts/price.tsx'
import { PurchaseNotice } from './parts/purchase-notice.tsx'
import { Said } from './parts/said.tsx'
import { Screen } from './parts/screen.tsx'
import { PlanCards } from './plans.tsx'
import { buy, isUnderway, purchase } from './purchase.ts'
import { isSold } from './sold.ts'
import { access, plans } from './store.ts'
import { day, money, t, term } from './texts.ts'

/** One plan, and the way to own it. */
export function Plan({ code }: { code: string }) {
  const now = useNow()
  const plan = known(plans.value)?.find(one => one.code === code)
  const holdings = holdingsOf(known(access.value) ?? [], [], now)
  const held = heldOf(holdings, code)
  const way = wayToBuy(code)
  // Whoever has it for ever must not be asked for money before we know that they do.
  const canBuy = access.value.kind === 'ready' && held?.until !== null && way !== 'none'
  const isPaid = purchase.value.kind === 'paid' && purchase.value.plan === code
  const title = plan?.title ?? (plans.value.kind === 'ready' ? t('app-retired') : t('app-plan'))
  return (
    <Screen title={title} busy={plans.value.kind === 'loading'}>
      <PurchaseNotice />
      {!isPaid && (
        <Loaded of={plans.value}>
          {all =>
            plan ? (
              <PlanText plan={plan} held={held} />
            ) : (
              <Retired plans={all} holdings={holdings} held={held} />
            )
          }
        </Loaded>
      )}
      {access.value.kind === 'failed' && plans.value.kind === 'ready' && !isPaid && (
        <Failed why={access.value.why} />
      )}
      {canBuy && plan && isSold(plan) && (
        <BuyButton
          text={t('app-buy', { price: money(plan.stars) })}
          busy={way === 'busy'}
          disabled={way !== 'open'}
          onPress={() => void buy(code)}
        />
      )}
    </Screen>
  )
}

/** What it costs, what it gives, and what paying now would mean (case 90). */
function PlanText({ plan, held }: { plan: PlanJson; held: Holding | null }) {
  const { stars, period, description, features } = plan
  const sold = isSold(plan)
  return (
    <>
      <div class="card offer">
        {sold && <Price {...plan.stars} />}
        <p class="quiet">
          {stars?.recurring
            ? t('app-term-renews', { term: term(period) })
            : period === 'lifetime'
              ? t('app-term-forever')
              : t('app-term-once', { term: term(period) })}
        </p>
        <p>
          <Said text={description} />
        </p>
        <Features of={features} />
      </div>
      {held && <HeldNote held={held} period={sold ? period : null} />}
      {!sold && <p class="lead">{t('app-not-here')}</p>}
    </>
  )
}

/** `period`: what buying it again would add; null where it cannot be bought. */
function HeldNote({ held: { until }, period }: { held: Holding; period: string | null }) {
  if (until === null)
    return <Notice still tone="glad" title={t('app-yours-forever')} text={t('app-owned-text')} />
  const yours = t('app-yours-until', { day: day(until) })
  return <Notice still title={yours} text={period === null ? undefined : stacks(period, until)} />
}

function stacks(period: string, until: string): string {
  if (period === 'lifetime') return t('app-stacks-forever')
  return t('app-stacks', { term: term(period), day: day(until) })
}

/** Somebody followed a link to what is not sold any more (case 88). */
function Retired(props: { plans: PlanJson[]; holdings: Holding[]; held: Holding | null }) {
  const { plans, holdings, held } = props
  const lead = held ? t('app-retired-held') : t('app-retired-text')
  return <PlanCards plans={plans} holdings={holdings} lead={lead} />
}

/** Whether buying this plan makes sense as things stand, and whether it must wait. */
function wayToBuy(plan: string): 'open' | 'busy' | 'closed' | 'none' {
  if (isUnderway(plan)) return 'busy'
  const now = purchase.value
  switch (now.kind) {
    case 'none':
    case 'ordering':
    case 'paying':
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
