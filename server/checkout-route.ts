import type { FastifyReply } from 'fastify'
import { isSoldByCard, type PlanTerms } from '../db/billing.ts'
import { CheckoutChoiceJson, CheckoutJson, CheckoutRefusedJson } from './billing-contract.ts'
import { PlanRefusedJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { BillingRoutes } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn } from './text.ts'
import { tooMany } from './too-many.ts'

/** When asking Stripe again may help. */
const RETRY_AFTER_SECONDS = 5

const REFUSED = {
  400: PlanRefusedJson,
  401: ProblemJson,
  409: CheckoutRefusedJson,
  422: ProblemJson,
  429: ProblemJson,
  '5xx': ProblemJson,
}

/** `POST /api/v1/billing/checkout`: an order, and the page at Stripe that pays it. Grants nothing. */
export function checkoutRoute(app: App, { billing, card, miniApp, onRequest, counted }: BillingRoutes): void {
  const schema = {
    ...{ operationId: 'createCheckout', summary: 'An order, and Stripe’s page that pays it by card' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    body: CheckoutChoiceJson,
    response: { 201: CheckoutJson, ...REFUSED },
  }
  app.post('/api/v1/billing/checkout', { schema, onRequest }, async (request, reply) => {
    const { plan: planCode, anyway = false } = request.body
    const language = answerIn(reply, miniApp.languages)
    const { id: personId } = holderOf(request)
    if (!card) return await withoutCards(planCode, reply)

    const offer = await card.checkout({ personId, planCode, language, anyway })
    switch (offer.kind) {
      case 'unknown_plan':
        return refuse(reply, 'unknown-plan', 'No such plan is on sale.', offer.onSale)
      case 'not_sold_on_rail':
        return refuse(reply, 'not-sold-here', NOT_SOLD, offer.onSale)
      case 'owned_forever':
        return conflict(reply, 'owned-forever', 'This plan is theirs for ever already.')
      case 'paid':
        return conflict(reply, 'paid-already', PAID, { order_id: offer.orderId })
      case 'subscribed':
        return conflict(reply, offer.kind, 'This plan renews already. Manage it instead.')
      case 'parallel': {
        const detail = 'Another subscription goes on beside it. Ask again with "anyway" to have both.'
        return conflict(reply, offer.kind, detail)
      }
      case 'too_many': {
        const { retryAfterSeconds: seconds } = offer
        const detail = `Too many invoices within a minute. Try again in ${seconds} seconds.`
        return reply.code(429).send(tooMany(reply, seconds, detail))
      }
      case 'unavailable':
        return unavailable(reply)
      case 'opened': {
        const { orderId: order_id, sessionId: session_id, url } = offer
        counted.checkoutStarted(planCode)
        request.log.info({ order_id, session: session_id, plan: planCode }, 'page to pay by card given out')
        const expires_at = offer.expiresAt.toISOString()
        const stacks_after = offer.stacksAfter?.toISOString() ?? null
        const overlaps_until = offer.overlapsUntil?.toISOString() ?? null
        return reply.code(201).send({ order_id, session_id, url, expires_at, stacks_after, overlaps_until })
      }
    }
  })

  async function withoutCards(planCode: string, reply: FastifyReply) {
    const onSale = await billing.catalog()
    return onSale.some(({ code }) => code === planCode)
      ? refuse(reply, 'not-sold-here', NOT_SOLD, onSale)
      : refuse(reply, 'unknown-plan', 'No such plan is on sale.', onSale)
  }
}

const PAID = 'This is paid already, or being paid. It shows here in a moment.'
const NOT_SOLD = 'This plan is not sold by card here.'

/** Stripe does not answer, or an operator must see to it; the log says which. */
export function unavailable(reply: FastifyReply) {
  reply.header('retry-after', RETRY_AFTER_SECONDS)
  const detail = 'The card side does not answer. Nothing was charged. Try again.'
  return reply.code(503).send(problem(reply, { status: 503, kind: 'stripe', detail }))
}

/** Names what can be bought instead (case 88). */
function refuse(reply: FastifyReply, kind: string, detail: string, onSale: PlanTerms[]) {
  const plans = onSale.filter(isSoldByCard).map(({ code }) => code)
  return reply.code(400).send(problem(reply, { status: 400, kind, detail }, { plans }))
}

function conflict(reply: FastifyReply, kind: string, detail: string, more: { order_id?: string } = {}) {
  return reply.code(409).send(problem(reply, { status: 409, kind, detail }, more))
}
