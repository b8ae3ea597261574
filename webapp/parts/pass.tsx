import type { ComponentChildren } from 'preact'
import type { PlanJson } from '../../server/contract.ts'
import type { Holding } from '../holdings.ts'
import type { Subscription } from '../subscription.ts'
import { day, money, t } from '../texts.ts'
import { Features } from './features.tsx'
import { Icon } from './icon.tsx'
import { Said } from './said.tsx'
import { timeLeft } from './time-left.ts'

interface Props {
  holding: Holding
  now: Date
  /** As it is on sale; undefined where it is not any more. */
  plan: PlanJson | undefined
  /** What renews it; null: nothing does; undefined: not known. */
  renewal?: Subscription | null | undefined
  /** What can be done about it. */
  children?: ComponentChildren
}

/** A plan somebody has, had or will have, as the ticket it is. */
export function Pass({ holding, now, plan, renewal, children }: Props) {
  const { title, state, from, until } = holding
  const renews = isOpen(state) ? renewal : null
  const name = `pass-${holding.plan}-${from}`
  const left = until === null || !isOpen(state) ? null : share(from, until, now)
  return (
    <article class={`pass pass-${renews ? 'now' : state}`} aria-labelledby={name}>
      <div class="pass-top">
        <Icon name="star" />
        <p class="tag">{tagOf(renews ? 'now' : state)}</p>
        <h2 id={name}>
          <Said text={title} />
        </h2>
        <p class="pass-when">
          {renews
            ? t('app-renews-on', { day: day(renews.current_period_end ?? until ?? '') })
            : whenOf(holding)}
        </p>
      </div>
      <div class="pass-stub">
        {left !== null && (
          <div class="meter" aria-hidden="true">
            <i style={{ inlineSize: `${left * 100}%` }} />
          </div>
        )}
        <p class="pass-left">
          {renews ? renewalWords(renews) : restOf(holding, now, mayRenew(plan, renewal))}
        </p>
        {plan && (isOpen(state) || state === 'later') && <Features of={plan.features} most={5} />}
        {children && <div class="actions">{children}</div>}
      </div>
    </article>
  )
}

function isOpen(state: Holding['state']): boolean {
  return state === 'now' || state === 'soon'
}

/** How much of it is left, from 0 to 1; never so little that nothing is seen. */
function share(from: string, until: string, now: Date): number {
  const [start, end] = [Date.parse(from), Date.parse(until)]
  return Math.max(0.02, Math.min(1, (end - now.getTime()) / (end - start)))
}

function tagOf(state: Holding['state']): string {
  switch (state) {
    case 'now':
      return t('app-pass-now')
    case 'soon':
      return t('app-pass-soon')
    case 'grace':
      return t('app-pass-grace')
    case 'later':
      return t('app-pass-later')
    case 'ended':
      return t('app-pass-ended')
    case 'refunded':
      return t('app-pass-refunded')
  }
}

function whenOf({ state, from, until }: Holding): string {
  if (until === null) return state === 'later' ? t('app-starts', { day: day(from) }) : t('app-forever')
  switch (state) {
    case 'now':
    case 'soon':
      return t('app-until', { day: day(until) })
    case 'grace':
      return t('app-grace', { day: day(until) })
    case 'later':
      return t('app-starts', { day: day(from) })
    case 'ended':
      return t('app-ended-on', { day: day(until) })
    case 'refunded':
      return t('app-refunded-on', { day: day(until) })
  }
}

/** Whether it would be too much to say that it does not. */
function mayRenew(plan: PlanJson | undefined, renewal: Props['renewal']): boolean {
  return renewal === undefined && Boolean(plan?.stars?.recurring || plan?.card?.recurring)
}

function renewalWords({ price }: Subscription): string {
  return price ? t('app-renews-rest', { price: money(price) }) : t('app-renews-free')
}

/** What is left of it, and what becomes of it. */
function restOf({ state, until, refund }: Holding, now: Date, renews: boolean): string {
  if (state === 'refunded' && refund) return t('app-went-back', { price: money(refund) })
  if (state === 'ended') return t('app-ended-rest')
  if (state === 'grace') return t('app-grace-rest')
  if (until === null) return t('app-forever-rest')
  if (state === 'later') return t('app-later-rest', { day: day(until) })
  const left = timeLeft(until, now)
  return renews ? left : t('app-left-rest', { left })
}
