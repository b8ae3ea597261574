import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InvoiceJson, OwnEntitlementJson, PlanJson } from '../../../server/contract.ts'
import type { Api } from './api.ts'

/** The moment in which every state is shown. */
export const NOW = new Date('2026-11-21T12:00:00Z')
const DAY_MS = 86_400_000

/** That many days from now, which may be negative. */
export function inDays(days: number): string {
  return new Date(NOW.getTime() + days * DAY_MS).toISOString()
}

type Written = Record<string, string>
interface WrittenPlan extends Omit<PlanJson, 'title' | 'description' | 'features' | 'stars' | 'card'> {
  title: Written
  description: Written
  features: Written[]
  stars?: { amount: number; recurring?: boolean }
}

const { plans }: { plans: WrittenPlan[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../plans.json'), 'utf8'),
)

/** The plans of the demo's shop, as the catalog tells them in this language. */
export function plansIn(language: string): PlanJson[] {
  const said = (text: Written) => text[language] ?? text['en'] ?? ''
  return plans.map(({ title, description, features, stars, ...plan }) => ({
    ...plan,
    title: said(title),
    description: said(description),
    features: features.map(said),
    grace_days: 0,
    stars: stars ? { amount: stars.amount, currency: 'XTR', recurring: stars.recurring ?? false } : null,
    card: null,
  }))
}

export interface Term {
  plan: PlanJson
  from: number
  /** Days from now; null: for ever. */
  to: number | null
}

/** What its owner is told of unbroken terms by one key; the first is the plan it goes by. */
export function access(terms: [Term, ...Term[]], more: Partial<OwnEntitlementJson> = {}): OwnEntitlementJson {
  const grants = terms.map(({ plan, from, to }) => ({
    plan: plan.code,
    plan_title: plan.title,
    source: 'stars' as const,
    starts_at: inDays(from),
    ends_at: to === null ? null : inDays(to),
  }))
  const [{ plan }] = terms
  const ends = grants.map(({ ends_at }) => ends_at)
  const ends_at = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
  return {
    key: plan.entitlements[0] ?? 'pro',
    plan: plan.code,
    plan_title: plan.title,
    active: ends_at === null || ends_at > NOW.toISOString(),
    starts_at: grants.map(({ starts_at }) => starts_at).toSorted()[0] ?? inDays(0),
    ends_at,
    source: 'stars',
    in_grace: false,
    grants,
    ...more,
  }
}

/** A payment for this plan, so many days ago. */
export function receipt(plan: PlanJson, daysAgo: number, more: Partial<InvoiceJson> = {}): InvoiceJson {
  const amount = plan.stars?.amount ?? 0
  return {
    id: `payment-${plan.code}-${daysAgo}`,
    rail: 'stars',
    description: plan.title,
    plan: plan.code,
    amount_due: amount,
    amount_paid: amount,
    amount_refunded: 0,
    currency: 'XTR',
    status: 'paid',
    created_at: inDays(-daysAgo),
    refunded_at: null,
    charge_id: 'stxDTq0oVQgzAbJ9nmS1kXcYw4FdA8hUe2rKpLxE7iGtNfMvB3zCjWsOyPqR6Ha5uD',
    pdf_url: null,
    hosted_url: null,
    ...more,
  }
}

const PAGE = 20

/** Receipts as the server gives them out: so many a page. */
export function paged(all: InvoiceJson[]): Api {
  return {
    'GET billing/invoices': ({ searchParams }) => {
      const from = Number(searchParams.get('cursor') ?? 0)
      const next = from + PAGE
      const next_cursor = next < all.length ? String(next) : null
      return { json: { items: all.slice(from, next), next_cursor } }
    },
  }
}
