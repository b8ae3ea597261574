import type { PlanJson } from '../../server/contract.ts'
import { per, t, term } from '../texts.ts'
import { Price } from './price.tsx'

/** What a plan costs by each way to pay, for how long, and whether it is asked for again. */
export function WaysToPay({ plan }: { plan: PlanJson }) {
  const { stars, card, period } = plan
  if (!stars && !card) return <p class="quiet">{onceWords(period)}</p>
  return (
    <>
      {stars && (
        <div class="way">
          <Price {...stars} />
          <p class="quiet">{termWords(stars, period)}</p>
        </div>
      )}
      {card && (
        <div class="way">
          <Price {...card} />
          <p class="quiet">
            {stars && `${t('app-by-card')} · `}
            {termWords(card, period)}
          </p>
        </div>
      )}
    </>
  )
}

function termWords({ recurring }: { recurring: boolean }, period: string): string {
  return recurring ? t('app-per-until', { per: per(period) }) : onceWords(period)
}

function onceWords(period: string): string {
  return period === 'lifetime' ? t('app-term-forever') : t('app-term-once', { term: term(period) })
}
