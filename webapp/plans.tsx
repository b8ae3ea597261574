import type { PlanJson } from '../server/contract.ts'
import { type Holding, heldOf, holdingsOf } from './holdings.ts'
import { useNow } from './parts/clock.ts'
import { Features } from './parts/features.tsx'
import { Icon } from './parts/icon.tsx'
import { known, Loaded } from './parts/loaded.tsx'
import { Price } from './parts/price.tsx'
import { PurchaseNotice } from './parts/purchase-notice.tsx'
import { Said } from './parts/said.tsx'
import { Screen } from './parts/screen.tsx'
import { go } from './route.ts'
import { isSold } from './sold.ts'
import { access, plans } from './store.ts'
import { day, money, per, t, term } from './texts.ts'

/** What is on sale. */
export function Plans() {
  const now = useNow()
  const holdings = holdingsOf(known(access.value) ?? [], [], now)
  return (
    <Screen title={t('app-plans-title')} busy={plans.value.kind === 'loading'}>
      <PurchaseNotice />
      <Loaded of={plans.value} cards={3}>
        {all => <PlanCards plans={all} holdings={holdings} />}
      </Loaded>
    </Screen>
  )
}

/** The plans one can buy here, the held one marked. */
export function PlanCards(props: { plans: PlanJson[]; holdings: Holding[]; lead?: string }) {
  const { plans, holdings } = props
  const sold = plans.filter(isSold)
  if (sold.length === 0)
    return (
      <section class="free">
        <h2>{t('app-plans-none')}</h2>
        <p>{t('app-plans-none-text')}</p>
      </section>
    )
  return (
    <>
      <p class="lead">{props.lead ?? howToPay(sold)}</p>
      <ul class="plans">
        {sold.map(plan => (
          <PlanCard key={plan.code} plan={plan} held={heldOf(holdings, plan.code)} />
        ))}
      </ul>
    </>
  )
}

function howToPay(sold: PlanJson[]): string {
  if (sold.every(({ stars }) => stars === null)) return t('app-plans-how-card')
  if (sold.some(({ card }) => card !== null)) return t('app-plans-how-both')
  return sold.some(({ stars }) => stars?.recurring) ? t('app-plans-how-stars') : t('app-plans-how-once')
}

function PlanCard({ plan, held }: { plan: PlanJson; held: Holding | null }) {
  const { code, title, description, features, period, stars, card } = plan
  const foremost = stars ?? card
  return (
    <li class={held ? 'card plan plan-held' : 'card plan'}>
      <div class="plan-head">
        <h2>
          <button
            type="button"
            id={`plan-${code}`}
            class="plan-open"
            onClick={() => go({ screen: 'plan', code })}
          >
            <Said text={title} />
          </button>
        </h2>
        {foremost && <Price amount={foremost.amount} currency={foremost.currency} />}
      </div>
      <p class="quiet plan-term">
        {foremost?.recurring ? t('app-per-renews', { per: per(period) }) : term(period)}
      </p>
      {stars && card && <p class="quiet plan-term">{orByCard(card, period)}</p>}
      {held && (
        <p class="mark">
          <Icon name="check" />
          {heldWords(held)}
        </p>
      )}
      <p>
        <Said text={description} />
      </p>
      <Features of={features} most={3} />
      <Icon name="chevron" />
    </li>
  )
}

function orByCard(card: NonNullable<PlanJson['card']>, period: string): string {
  const price = money(card)
  return card.recurring ? t('app-or-card-renews', { price, per: per(period) }) : t('app-or-card', { price })
}

function heldWords({ state, from, until }: Holding): string {
  if (state === 'later') return t('app-yours-from', { day: day(from) })
  return until === null ? t('app-yours-forever') : t('app-yours-until', { day: day(until) })
}
