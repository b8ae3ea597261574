import type { PlanJson } from '../../server/contract.ts'
import { go } from '../route.ts'
import { money, t } from '../texts.ts'
import { Icon } from './icon.tsx'

/** Nothing bought, nothing owed: an empty place for a pass, and the way to one. `quiet`: a lapsed pass stands below. */
export function Free({ plans, quiet }: { plans: PlanJson[]; quiet: boolean }) {
  const cheapest = cheapestOf(plans.map(({ stars }) => stars)) ?? cheapestOf(plans.map(({ card }) => card))
  return (
    <section class={quiet ? 'free free-small' : 'free'} aria-labelledby="free">
      {!quiet && <Icon name="star" />}
      <h2 id="free">{t('app-free')}</h2>
      <p>{t('app-free-text')}</p>
      <button
        type="button"
        id="to-plans"
        class={quiet ? 'button' : 'button button-main'}
        onClick={() => go({ screen: 'plans' })}
      >
        {t('app-see-plans')}
      </button>
      {!quiet && cheapest && <p class="quiet">{t('app-free-from', { price: money(cheapest) })}</p>}
    </section>
  )
}

type Price = { amount: number; currency: string } | null

/** null: there is none, or they are of several currencies. */
function cheapestOf(prices: Price[]): Price {
  const all = prices.filter(price => price !== null)
  const [first = null] = all.sort((a, b) => a.amount - b.amount)
  return all.every(({ currency }) => currency === first?.currency) ? first : null
}
