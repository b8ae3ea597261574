import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { Features } from '../parts/features.tsx'
import { known } from '../parts/loaded.tsx'
import { Notice } from '../parts/notice.tsx'
import { Said } from '../parts/said.tsx'
import { go } from '../route.ts'
import { plans } from '../store.ts'
import { isLate, type Subscription } from '../subscription.ts'
import { day, money, per, t } from '../texts.ts'
import { LinkButton } from './link-button.tsx'
import { Renewal } from './renewal.tsx'
import { termWords, toneOf, whatItIs } from './standing.ts'

/** What they pay for now, what becomes of it, and all that can be done about it. */
export function Mine({ told }: { told: SubscriptionJson }) {
  const { tier, portal, parallel } = told
  return (
    <>
      <section class="card mine" aria-labelledby="mine">
        <h2 id="mine">
          {tier === 'free' ? t('app-free') : <Said text={told.plan_title ?? t('app-plan')} />}
        </h2>
        <Standing of={told} />
        {tier === 'paid' && <Included plan={told.plan} />}
        <div class="actions">
          <button
            type="button"
            id="to-plans"
            class={tier === 'free' ? 'button button-main' : 'button'}
            onClick={() => go({ screen: 'plans' })}
          >
            {tier === 'free' ? t('app-see-plans') : t('app-upgrade')}
          </button>
          {portal && <LinkButton path="billing/portal" text={t('app-portal')} />}
          <Renewal of={told} cancel={t('app-cancel-renewal')} look="button button-quiet" />
        </div>
      </section>
      {parallel.map(one => (
        <Beside key={one.id} one={one} />
      ))}
    </>
  )
}

/** The state in words, when it goes on or ends, and what it costs. */
function Standing({ of }: { of: SubscriptionJson }) {
  const name = whatItIs(of)
  const term = termWords(of)
  return (
    <>
      {name !== null && (
        <p>
          <span class={`status status-${toneOf(of)}`}>{name}</span>
        </p>
      )}
      {term.map(line => (
        <p key={line}>{line}</p>
      ))}
      {of.tier === 'paid' && of.price && <p class="quiet">{priceWords(of)}</p>}
    </>
  )
}

function priceWords({ price, plan, renews }: Subscription): string {
  if (!price) return ''
  const period = known(plans.value)?.find(({ code }) => code === plan)?.period
  if (!renews) return t('app-mine-paid', { price: money(price) })
  return period ? t('app-mine-per', { price: money(price), per: per(period) }) : money(price)
}

function Included({ plan }: { plan: string | null }) {
  const found = known(plans.value)?.find(({ code }) => code === plan)
  return found ? <Features of={found.features} /> : null
}

/** It costs money too, beside the other; they may not know (case 36). */
function Beside({ one }: { one: Subscription }) {
  const { plan_title: title, current_period_end: end, renews } = one
  if (!renews)
    return (
      <Notice
        still
        title={title ?? t('app-plan')}
        text={end === null ? undefined : t('app-mine-ends', { day: day(end) })}
      >
        {one.rail === 'stars' && <Renewal of={one} cancel="" look="button" />}
      </Notice>
    )
  return (
    <Notice tone="warn" title={t('app-beside')} text={besideWords(one)}>
      <Renewal of={one} cancel={t('app-beside-cancel')} look="button" />
    </Notice>
  )
}

function besideWords(one: Subscription): string {
  const { plan_title: title, current_period_end: end, price } = one
  if (title === null || end === null || price === null) return t('app-beside-plain')
  const costs = { title, price: money(price) }
  return isLate(one) ? t('app-beside-late', costs) : t('app-beside-text', { ...costs, day: day(end) })
}
