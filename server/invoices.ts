import Type from 'typebox'
import { type Receipt, textIn } from '../db/billing.ts'
import { type InvoiceJson, InvoicesJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { BillingRoutes } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn, languagesOf } from './text.ts'

const PAGE = 20
/** The provider's links live for weeks; a day is young enough, and asks it seldom. */
const LINKS_AGE_MS = 24 * 60 * 60 * 1000

/** `GET /api/v1/billing/invoices`: what they paid or are to pay, on every rail, newest first (case 105). */
export function invoiceRoutes(app: App, { billing, card, miniApp, onRequest }: BillingRoutes): void {
  const schema = {
    ...{ operationId: 'listInvoices', summary: 'What they paid or are to pay, newest first' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    querystring: Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: { 200: InvoicesJson, 401: ProblemJson, 422: ProblemJson, '5xx': ProblemJson },
  }
  app.get('/api/v1/billing/invoices', { schema, onRequest }, async (request, reply) => {
    // Without a value, it names no place.
    const cursor = request.query.cursor || null
    const page = await billing.receipts({ personId: holderOf(request).id, cursor, limit: PAGE })
    if (page.kind === 'bad_cursor') {
      const message = 'must be the next_cursor of an earlier answer'
      const detail = 'Some fields are not as they must be.'
      const trouble = { status: 422, kind: 'invalid', detail, errors: [{ field: 'cursor', message }] }
      return reply.code(422).send(problem(reply, trouble))
    }
    const items = await withFreshLinks(page.items)
    const titles = items.flatMap(({ plan }) => (plan ? [plan.title] : []))
    const language = answerIn(reply, [...miniApp.languages, ...languagesOf(titles)])
    const describe = ({ plan }: Receipt) => (plan ? textIn(plan.title, language) : miniApp.noPlan(language))
    return { items: items.map(item => invoiceJson(item, describe(item))), next_cursor: page.next }
  })

  /** Links that may have gone stale are asked for anew, for a moment; else the old ones stand. */
  async function withFreshLinks(receipts: Receipt[]): Promise<Receipt[]> {
    const invoices = receipts
      .filter(({ providerInvoiceId }) => providerInvoiceId !== null)
      .map(({ id }) => id)
    if (!card || invoices.length === 0) return receipts
    const before = new Date(+miniApp.now() - LINKS_AGE_MS)
    const fresh = await card.links(await billing.cards.staleLinks(invoices, before))
    await Promise.all(fresh.map(links => billing.cards.keepLinks(links)))
    const byId = new Map(fresh.map(links => [links.id, links]))
    return receipts.map(receipt => ({ ...receipt, ...byId.get(receipt.id) }))
  }
}

function invoiceJson(receipt: Receipt, description: string): InvoiceJson {
  return {
    id: receipt.id,
    rail: receipt.rail,
    description,
    plan: receipt.plan?.code ?? null,
    amount_due: receipt.amountDue,
    amount_paid: receipt.amountPaid,
    amount_refunded: receipt.amountRefunded,
    currency: receipt.price.currency,
    status: receipt.status,
    created_at: receipt.createdAt.toISOString(),
    refunded_at: receipt.refundedAt?.toISOString() ?? null,
    charge_id: receipt.paidAt && receipt.chargeId,
    pdf_url: receipt.pdfUrl,
    hosted_url: receipt.hostedUrl,
  }
}
