import { textIn } from '../db/billing.ts'
import { SubscriptionJson } from './billing-contract.ts'
import { ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { BillingRoutes } from './mini-app.ts'
import { holderOf } from './session.ts'
import { type Standing, standingOf } from './standing.ts'
import { answerIn, languagesOf } from './text.ts'

/** Enough to find what was paid for the plan they have. */
const RECEIPTS = 20

/** `GET /api/v1/billing/subscription`: what they have now, on whichever rail, and what lives beside it (cases 36, 104). */
export function subscriptionRoute(app: App, { billing, card, miniApp, onRequest }: BillingRoutes): void {
  const schema = {
    ...{ operationId: 'getSubscription', summary: 'What they have now, and what goes on beside it' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    response: { 200: SubscriptionJson, 401: ProblemJson, '5xx': ProblemJson },
  }
  app.get('/api/v1/billing/subscription', { schema, onRequest }, async (request, reply) => {
    const { id: personId } = holderOf(request)
    const [subscriptions, access, page, portal] = await Promise.all([
      billing.cards.subscriptionsOf(personId),
      billing.accessOf(personId),
      billing.receipts({ personId, cursor: null, limit: RECEIPTS }),
      card?.hasHistory(personId) ?? false,
    ])
    const receipts = page.kind === 'page' ? page.items : []
    const { paid, main, beside } = standingOf({ subscriptions, access, receipts, now: miniApp.now() })
    const titles = await billing.planTitles([main, ...beside].flatMap(({ planCode }) => planCode ?? []))
    const language = answerIn(reply, [...miniApp.languages, ...languagesOf([...titles.values()])])
    const json = (standing: Standing) =>
      standingJson(standing, code => textIn(titles.get(code) ?? code, language))
    return { tier: paid ? 'paid' : 'free', ...json(main), parallel: beside.map(json), portal } as const
  })
}

function standingJson(
  { planCode, periodStartsAt, periodEndsAt, graceUntil, ...standing }: Standing,
  titleOf: (planCode: string) => string,
): SubscriptionJson['parallel'][number] {
  return {
    id: standing.id,
    plan: planCode,
    plan_title: planCode === null ? null : titleOf(planCode),
    status: standing.status,
    rail: standing.rail,
    current_period_start: periodStartsAt?.toISOString() ?? null,
    current_period_end: periodEndsAt?.toISOString() ?? null,
    cancel_at_period_end: standing.endsThen,
    price: standing.price,
    renews: standing.renews,
    grace_until: graceUntil?.toISOString() ?? null,
    stopped_here: standing.stoppedHere,
    pay_url: standing.payUrl,
  }
}
