import type { SubscriptionJson } from '../../../server/billing-contract.ts'
import type { OrderJson, PlanJson } from '../../../server/contract.ts'
import { FREE } from '../../webapp/goods.ts'
import type { Api } from './api.ts'
import { access, inDays, NOW, plansIn } from './shop.ts'

const CARD: Record<string, PlanJson['card']> = {
  month: { amount: 499, currency: 'EUR', recurring: true },
  year: { amount: 4900, currency: 'EUR', recurring: true },
  lifetime: { amount: 14900, currency: 'EUR', recurring: false },
}

/** The shop that takes cards too; the year is sold by card alone. */
export function byCard(language: string): Api {
  const json = plansIn(language).map(plan => ({
    ...plan,
    card: CARD[plan.code] ?? null,
    stars: plan.code === 'year' ? null : plan.stars,
  }))
  return {
    'GET catalog': { json },
    'POST billing/checkout': {
      json: {
        order_id: 'order-1',
        session_id: 'cs_1',
        url: 'https://pay.example/c/cs_1',
        expires_at: new Date(NOW.getTime() + 3_600_000).toISOString(),
        stacks_after: null,
        overlaps_until: null,
      },
    },
    'POST billing/portal': { json: { url: 'https://pay.example/p/session' } },
  }
}

/** A subscription by card, in the middle of its period, and the access it gives. */
export function subscribed(plan: PlanJson, more: Partial<SubscriptionJson> = {}): Api {
  const end = more.current_period_end ?? inDays(21)
  const to = (Date.parse(end) - NOW.getTime()) / 86_400_000
  const told: SubscriptionJson = {
    ...FREE,
    ...living(plan),
    tier: 'paid',
    portal: true,
    ...more,
  }
  const late = to < 0 ? { active: true, in_grace: true } : {}
  return {
    'GET billing/subscription': { json: told },
    'GET me/entitlements': { json: [access([{ plan, from: -9, to }], { source: 'card', ...late })] },
  }
}

/** One that renews in three weeks. */
export function living(plan: PlanJson): SubscriptionJson['parallel'][number] {
  const { recurring: _, ...price } = CARD[plan.code] ?? { amount: 499, currency: 'EUR', recurring: true }
  return {
    id: `subscription-${plan.code}`,
    plan: plan.code,
    plan_title: plan.title,
    status: 'active',
    rail: 'card',
    current_period_start: inDays(-9),
    current_period_end: inDays(21),
    cancel_at_period_end: false,
    price,
    renews: true,
    grace_until: null,
    stopped_here: false,
    pay_url: null,
  }
}

/** What became of the order by card. */
export function cardOrder({ code, title }: PlanJson, status: OrderJson['status']): Api {
  const order: OrderJson = {
    order_id: 'order-1',
    plan: code,
    plan_title: title,
    status,
    amount: 499,
    currency: 'EUR',
    expires_at: inDays(0.04),
  }
  return { 'GET billing/orders/:id': { json: order } }
}
