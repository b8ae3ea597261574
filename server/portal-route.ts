import { LinkJson } from './billing-contract.ts'
import { unavailable } from './checkout-route.ts'
import { ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { BillingRoutes } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import type { CardRail, PortalOffer } from './stripe/rail.ts'
import { answerIn } from './text.ts'

const REFUSED = { 401: ProblemJson, 409: ProblemJson, 429: ProblemJson, '5xx': ProblemJson }

/** `POST /api/v1/billing/portal`: Stripe's page where they manage what they pay by card. */
export function portalRoute(app: App, { card, miniApp, onRequest, counted }: BillingRoutes): void {
  const open = {
    ...{ operationId: 'openPortal', summary: 'Stripe’s page to manage what they pay by card' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    response: { 201: LinkJson, ...REFUSED },
  }
  app.post('/api/v1/billing/portal', { schema: open, onRequest }, async (request, reply) => {
    const language = answerIn(reply, miniApp.languages)
    const offer = card ? await card.portal({ personId: holderOf(request).id, language }) : NO_HISTORY
    if (offer.kind === 'unavailable') return unavailable(reply)
    if (offer.kind !== 'opened') return reply.code(409).send(problem(reply, TROUBLE[offer.kind]))
    counted.portalOpened()
    return reply.code(201).send({ url: offer.url })
  })
}

type Refusal = Exclude<PortalOffer['kind'], 'opened' | 'unavailable'>

const NO_HISTORY: Awaited<ReturnType<CardRail['portal']>> = { kind: 'no_card_history' }

const TROUBLE: Record<Refusal, { status: 409; kind: string; detail: string }> = {
  no_card_history: { status: 409, kind: 'no-card-history', detail: 'They have never paid by card here.' },
  nothing_to_cancel: { status: 409, kind: 'nothing-to-cancel', detail: 'Nothing of theirs renews by card.' },
}
