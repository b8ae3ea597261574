import type { SubscriptionJson } from '../../server/billing-contract.ts'
import type { InvoiceJson, MeJson, OwnEntitlementJson, PlanJson } from '../../server/contract.ts'

/** A small shop and what people bought there, as the server tells of it. */

export const NOW = new Date('2026-11-21T12:00:00Z')

export function plan(code: string, more: Partial<PlanJson> = {}): PlanJson {
  return {
    code,
    title: `The ${code} plan`,
    description: `All about ${code}.`,
    features: ['Everything in Pro', '3 devices'],
    entitlements: ['pro'],
    max_devices: 3,
    period: 'P1M',
    grace_days: 0,
    goods: 'digital',
    stars: { amount: 250, currency: 'XTR', recurring: false },
    card: null,
    ...more,
  }
}

export const PLANS = [
  plan('week', { period: 'P7D', stars: { amount: 75, currency: 'XTR', recurring: false } }),
  plan('month'),
  plan('ever', { period: 'lifetime', stars: { amount: 9000, currency: 'XTR', recurring: false } }),
]

type Grant = OwnEntitlementJson['grants'][number]

/** A stretch of access in days of November 2026; `null`: for ever. */
export function grant(code: string, from: number, until: number | null): Grant {
  return {
    plan: code,
    plan_title: `The ${code} plan`,
    source: 'stars',
    starts_at: dayAt(from),
    ends_at: until === null ? null : dayAt(until),
  }
}

/** What these grants open, as one key. */
export function access(grants: Grant[], more: Partial<OwnEntitlementJson> = {}): OwnEntitlementJson[] {
  const [first] = grants
  if (!first) return []
  const { plan: code, plan_title, source, starts_at, ends_at } = first
  const key = { key: 'pro', active: true, in_grace: false }
  return [{ ...key, plan: code, plan_title, source, starts_at, ends_at, grants, ...more }]
}

export function receipt(code: string, day: number, more: Partial<InvoiceJson> = {}): InvoiceJson {
  return {
    id: `${code}-${day}`,
    rail: 'stars',
    description: `The ${code} plan`,
    plan: code,
    amount_due: 250,
    amount_paid: 250,
    amount_refunded: 0,
    currency: 'XTR',
    status: 'paid',
    created_at: dayAt(day),
    refunded_at: null,
    charge_id: `charge-of-${code}-${day}`,
    pdf_url: null,
    hosted_url: null,
    ...more,
  }
}

/** Nobody's: no plan, no card. */
export const FREE: SubscriptionJson = {
  tier: 'free',
  id: null,
  plan: null,
  plan_title: null,
  status: 'inactive',
  rail: null,
  current_period_start: null,
  current_period_end: null,
  cancel_at_period_end: false,
  price: null,
  renews: false,
  grace_until: null,
  stopped_here: false,
  pay_url: null,
  parallel: [],
  portal: false,
}

export const ADA: MeJson = {
  telegram_id: 7,
  first_name: 'Ada',
  last_name: 'Lovelace',
  username: 'ada',
  language: null,
  telegram_language: 'en',
  time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
}

/** Noon of that day of November 2026; 31 is the first of December. */
export function dayAt(day: number): string {
  return new Date(Date.UTC(2026, 10, day, 12)).toISOString()
}
