import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { dayAt, FREE, plan } from './goods.ts'
import { json } from './scripted-server.ts'

/** What is sold, bought and told by card. */

/** For Stars once, or by card for every month. */
export const MONTHLY = plan('month', { card: { amount: 999, currency: 'EUR', recurring: true } })
export const YEARLY = plan('year', {
  stars: null,
  period: 'P1Y',
  card: { amount: 9900, currency: 'EUR', recurring: true },
})

/** A month by card, renewing on 30 November 2026. */
export function subscribed(more: Partial<SubscriptionJson> = {}): SubscriptionJson {
  return { ...FREE, ...living(), tier: 'paid', portal: true, ...more }
}

/** As one of those that live beside it. */
export function living(more: Partial<SubscriptionJson['parallel'][number]> = {}) {
  return {
    id: 's1',
    plan: 'month',
    plan_title: 'The month plan',
    status: 'active',
    rail: 'card' as const,
    current_period_start: dayAt(0),
    current_period_end: dayAt(30),
    cancel_at_period_end: false,
    price: { amount: 999, currency: 'EUR' },
    renews: true,
    grace_until: null,
    stopped_here: false,
    pay_url: null,
    ...more,
  }
}

export function checkout(): Response {
  return json(
    {
      order_id: 'o1',
      session_id: 'cs_1',
      url: 'https://pay.example/c/1',
      expires_at: dayAt(22),
      stacks_after: null,
      overlaps_until: null,
    },
    201,
  )
}

/** The renewal failed, and there is grace until 23 November 2026. */
export const LATE = { status: 'past_due', current_period_end: dayAt(20), grace_until: dayAt(23) }
