import type { PlanJson } from '../../server/contract.ts'
import { priceInStars } from '../sold.ts'
import { per, t, term } from '../texts.ts'
import { Price } from './price.tsx'

/** What a plan costs by each way to pay, for how long, and whether it is asked for again. */
export function WaysToPay({ plan }: { plan: PlanJson }) {
  const { card, period } = plan
  const stars = priceInStars(plan)
  if (!stars && !card)
    return (
      <p class="quiet">{plan.stars ? t('app-term-renews', { term: term(period) }) : onceWords(period)}</p>
    )
  return (
    <>
      {stars && (
        <div class="way">
          <Price {...stars} />
          <p class="quiet">{onceWords(period)}</p>
        </div>
      )}
      {card && (
        <div class="way">
          <Price {...card} />
          <p class="quiet">
            {stars && `${t('app-by-card')} · `}
            {card.recurring ? t('app-per-until', { per: per(period) }) : onceWords(period)}
          </p>
        </div>
      )}
    </>
  )
}

function onceWords(period: string): string {
  return period === 'lifetime' ? t('app-term-forever') : t('app-term-once', { term: term(period) })
}
