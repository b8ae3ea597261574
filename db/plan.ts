import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Term } from './period.ts'

/** A text of the shop: one for all, or one per language (`en` is the fallback). */
export type Text = string | Record<string, string>

/** The text in `language`; English where it is not written in that, else whatever it is written in. */
export function textIn(text: Text, language: string): string {
  if (typeof text === 'string') return text
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? ''
}

/** What is sold and on which terms, as `plans.json` said when this version was made. Never changed afterwards. */
export interface PlanTerms {
  code: string
  title: Text
  description: Text
  features: Text[]
  /** The keys a buyer may use. */
  entitlements: string[]
  maxDevices: number
  term: Term
  /** Days that access outlives an unpaid renewal: of what is paid period by period. What is paid once has none. */
  graceDays: number
  goods: 'digital' | 'physical' | 'service'
  stars: { amount: number; recurring: boolean } | null
  card: { price: string; amount: number; currency: string } | null
}

/** Whether it can be bought for Stars: paid once, or month by month where its price is `recurring`. */
export function isSoldForStars({ stars }: PlanTerms): boolean {
  return stars !== null
}

/** Whether it has a price for cards; it can be paid where the card rail is on. */
export function isSoldByCard({ card }: PlanTerms): boolean {
  return card !== null
}

/** A plan by its code. It is on sale while `retiredAt` is null. */
export const PlanEntity = defineEntity({
  name: 'Plan',
  tableName: 'plans',
  properties: {
    code: p.text().primary(),
    /** Where it stands in the shop. */
    position: p.integer(),
    retiredAt: p.datetime().nullable(),
  },
})

/** One edition of a plan. An order keeps the version it was made from. */
export const PlanVersionEntity = defineEntity({
  name: 'PlanVersion',
  tableName: 'plan_versions',
  triggers: appendOnly('plan_versions'),
  uniques: [{ properties: ['plan', 'number'] }],
  properties: {
    id: p.uuid().primary(),
    plan: () => p.manyToOne(PlanEntity).fieldName('plan_code'),
    number: p.integer(),
    terms: p.json<PlanTerms>(),
    createdAt: p.datetime(),
  },
})

export type PlanVersion = InferEntity<typeof PlanVersionEntity>
