import Type from 'typebox'
import { type Receipt, textIn } from '../db/billing.ts'
import { type InvoiceJson, InvoicesJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { SignedIn } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn, languagesOf } from './text.ts'

const PAGE = 20

/** `GET /api/v1/billing/invoices`: what they paid, on every rail, newest first (case 105). */
export function invoiceRoutes(app: App, { billing, miniApp, onRequest }: SignedIn): void {
  const schema = {
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
    const titles = page.items.flatMap(({ plan }) => (plan ? [plan.title] : []))
    const language = answerIn(reply, [...miniApp.languages, ...languagesOf(titles)])
    const describe = ({ plan }: Receipt) => (plan ? textIn(plan.title, language) : miniApp.noPlan(language))
    return { items: page.items.map(item => invoiceJson(item, describe(item))), next_cursor: page.next }
  })
}

function invoiceJson(receipt: Receipt, description: string): InvoiceJson {
  const { id, chargeId, rail, plan, price, status, paidAt, refundedAt } = receipt
  return {
    id,
    rail,
    description,
    plan: plan?.code ?? null,
    amount_due: price.amount,
    amount_paid: price.amount,
    currency: price.currency,
    status,
    created_at: paidAt.toISOString(),
    refunded_at: refundedAt?.toISOString() ?? null,
    charge_id: chargeId,
    pdf_url: null,
    hosted_url: null,
  }
}
