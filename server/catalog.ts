import Type from 'typebox'
import { type Billing, type PlanTerms, STARS, textIn } from '../db/billing.ts'
import { PlanJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'
import type { CardRail } from './stripe/rail.ts'
import { answerIn, languagesOf } from './text.ts'

export interface CatalogDependencies extends Open {
  billing: Billing
  card: Pick<CardRail, 'renews'> | null
}

/** `GET /api/v1/catalog`: what is on sale, in the order of the shop and the language asked for. Public. */
export function catalogRoutes(app: App, { billing, card, onRequest }: CatalogDependencies): void {
  const schema = {
    ...{ operationId: 'listPlans', summary: 'What is on sale, in the order of the shop' },
    ...{ tags: ['shop'], security: [] },
    response: { 200: Type.Array(PlanJson), '5xx': ProblemJson },
  }
  app.get('/api/v1/catalog', { schema, onRequest }, async (_request, reply) => {
    const plans = await billing.catalog()
    const offered = languagesOf(plans.flatMap(plan => [plan.title, plan.description, ...plan.features]))
    const language = answerIn(reply, offered)
    return plans.map(plan => planJson(plan, language, card?.renews(plan) ?? null))
  })
}

/** `renewsByCard`: null while that is not known; then it is not sold by card. */
function planJson(plan: PlanTerms, language: string, renewsByCard: boolean | null): PlanJson {
  return {
    code: plan.code,
    title: textIn(plan.title, language),
    description: textIn(plan.description, language),
    features: plan.features.map(feature => textIn(feature, language)),
    entitlements: plan.entitlements,
    max_devices: plan.maxDevices,
    period: plan.term,
    grace_days: plan.graceDays,
    goods: plan.goods,
    stars: plan.stars && { amount: plan.stars.amount, currency: STARS, recurring: plan.stars.recurring },
    card:
      plan.card && renewsByCard !== null
        ? { amount: plan.card.amount, currency: plan.card.currency, recurring: renewsByCard }
        : null,
  }
}
