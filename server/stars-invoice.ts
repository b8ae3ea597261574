import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSoldForStars, type Order, type PlanTerms } from '../db/billing.ts'
import { PlanChoiceJson, StarsInvoiceJson } from './billing-contract.ts'
import { PlanRefusedJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { SignedIn } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn } from './text.ts'
import { tooMany } from './too-many.ts'
import { within } from './within.ts'

/** How long Telegram may take to make a link; whoever makes it gives up sooner. */
const LINK_LIMIT_MS = 6000
/** When asking Telegram again may help. */
const RETRY_AFTER_SECONDS = 2

const REFUSED = {
  400: PlanRefusedJson,
  401: ProblemJson,
  409: ProblemJson,
  422: ProblemJson,
  429: ProblemJson,
  '5xx': ProblemJson,
}

/**
 * `POST /api/v1/billing/stars-invoice`: an order, and the link that pays it with Stars, once or month by month. Grants
 * nothing (case 19).
 */
export function starsInvoiceRoute(app: App, { billing, miniApp, onRequest }: SignedIn): void {
  const schema = {
    ...{ operationId: 'createStarsInvoice', summary: 'An order, and the link that pays it with Stars' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    body: PlanChoiceJson,
    response: { 201: StarsInvoiceJson, ...REFUSED },
  }
  app.post('/api/v1/billing/stars-invoice', { schema, onRequest }, async (request, reply) => {
    const person = holderOf(request)
    const { plan: planCode, anyway = false } = request.body
    const catalog = await billing.catalog()
    // Sold by card only: no invoice, so no order either.
    if (catalog.some(plan => plan.code === planCode && !isSoldForStars(plan)))
      return notSoldHere(reply, catalog)

    const opened = await billing.openOrder({ personId: person.id, planCode, rail: 'stars', anyway })
    switch (opened.kind) {
      case 'unknown_plan':
        return refuse(reply, 'unknown-plan', 'No such plan is on sale.', opened.onSale)
      case 'not_sold_on_rail':
        return notSoldHere(reply, opened.onSale)
      case 'owned_forever':
        return conflict(reply, 'owned-forever', 'This plan is theirs for ever already.')
      case 'subscribed':
        return conflict(reply, opened.kind, 'This plan renews already. Manage it instead.')
      case 'parallel':
        return conflict(reply, opened.kind, PARALLEL)
      case 'too_many': {
        const { retryAfterSeconds: seconds } = opened
        const detail = `Too many invoices within a minute. Try again in ${seconds} seconds.`
        return reply.code(429).send(tooMany(reply, seconds, detail))
      }
      case 'opened': {
        const { order, stacksAfter } = opened
        const recurring = order.plan.stars?.recurring ?? false
        const heldUntil = stacksAfter?.toISOString() ?? null
        const beside = await isRenewing(order)
        const invoice_url = await linkTo(order, request, reply)
        if (invoice_url === null) return withdraw(order, reply)
        request.log.info({ order_id: order.id, plan: planCode }, 'invoice link given out')
        return reply.code(201).send({
          order_id: order.id,
          invoice_url,
          expires_at: order.expiresAt.toISOString(),
          stacks_after: recurring ? null : heldUntil,
          beside,
          recurring,
          overlaps_until: recurring ? heldUntil : null,
        })
      }
    }
  })

  /** Whether what they are about to pay for renews by itself already. */
  async function isRenewing({ personId, plan }: Order): Promise<boolean> {
    const theirs = await billing.cards.subscriptionsOf(personId)
    return theirs.some(one => one.renews && one.plan.code === plan.code)
  }

  async function linkTo(order: Order, request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const language = answerIn(reply, miniApp.languages)
    try {
      return await within(LINK_LIMIT_MS, miniApp.invoiceUrl(order, language))
    } catch (error) {
      request.log.warn({ err: error, order_id: order.id }, 'Telegram gave no link for this order')
      return null
    }
  }

  /** Nobody has its link, and a link that comes too late sells nothing. It counts as an invoice all the same. */
  async function withdraw({ id: orderId, personId }: Order, reply: FastifyReply) {
    await billing.cancelOrder({ personId, orderId })
    reply.header('retry-after', RETRY_AFTER_SECONDS)
    const detail = 'Telegram does not answer, so there is no invoice. Nothing was charged. Try again.'
    return reply.code(503).send(problem(reply, { status: 503, kind: 'telegram', detail }))
  }
}

const PARALLEL = 'Another subscription goes on beside it. Ask again with "anyway" to have both.'

function conflict(reply: FastifyReply, kind: string, detail: string) {
  return reply.code(409).send(problem(reply, { status: 409, kind, detail }))
}

function notSoldHere(reply: FastifyReply, catalog: PlanTerms[]) {
  return refuse(reply, 'not-sold-here', 'This plan is not sold for Stars here.', catalog)
}

/** Names what can be bought instead (case 88). */
function refuse(reply: FastifyReply, kind: string, detail: string, onSale: PlanTerms[]) {
  const plans = onSale.filter(isSoldForStars).map(({ code }) => code)
  return reply.code(400).send(problem(reply, { status: 400, kind, detail }, { plans }))
}
