import type { FastifyInstance, FastifyReply } from 'fastify'
import type { World } from '../../world.ts'
import { type InvoiceOutcome, payInvoice } from '../deeds/invoice.ts'
import type { Invoice } from '../state.ts'
import { bankPage } from './bank-page.ts'
import type { Tried } from './checkout.ts'
import { cardIn } from './checkout-routes.ts'
import { note } from './frame.ts'
import { noSuchPage } from './gone.ts'
import { invoicePage } from './invoice.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { shopName } from './shop.ts'
import { money } from './words.ts'

type Asked = { Params: { id: string }; Querystring: Record<string, string> }
type Sent = Asked & { Body: Record<string, string> }

const noSuchCard = 'Your card number is not one of the test cards. Nothing else can be paid with here.'
const refused = 'Your bank has not confirmed that it is you. You have not been charged.'

/** `/stripe/invoice/<invoice>`: to read, to keep, and to pay while it is open. */
export function invoiceRoutes(app: FastifyInstance, world: World): void {
  app.get<Asked>('/invoice/:id', ({ params }) => invoicePage(world, invoiceOf(world, params.id)))
  app.get<Asked>('/invoice/:id/pdf', ({ params }, reply) => {
    const invoice = invoiceOf(world, params.id)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="Invoice-${invoice.number}.pdf"`)
      .send(invoicePdf(invoice, shopName(world)))
  })
  app.post<Sent>('/invoice/:id', ({ params, body }, reply) => {
    const invoice = invoiceOf(world, params.id)
    if (invoice.status !== 'open') return invoicePage(world, invoice)
    const other = body['method'] === 'filed' ? undefined : cardIn(body)
    if (other === null) return refuse(world, invoice, { ...body, problem: noSuchCard }, reply)
    const outcome = payInvoice(world, invoice.id, other === undefined ? {} : { card: other })
    return end(world, invoice, outcome, body, reply)
  })
  app.get<Asked>('/invoice/:id/bank', ({ params, query }) => {
    const invoice = invoiceOf(world, params.id)
    if (invoice.status !== 'open') return invoicePage(world, invoice)
    const action = `/stripe/invoice/${invoice.id}/bank?${new URLSearchParams(query)}`
    return bankPage(action, shopName(world), money(invoice.amount_remaining, invoice.currency))
  })
  app.post<Sent>('/invoice/:id/bank', ({ params, query, body }, reply) => {
    const invoice = invoiceOf(world, params.id)
    if (invoice.status !== 'open') return invoicePage(world, invoice)
    if (body['answer'] !== 'yes') return refuse(world, invoice, { ...query, problem: refused }, reply)
    const card = query['number'] === undefined ? null : cardIn(query)
    const outcome = payInvoice(world, invoice.id, { authenticated: true, ...(card === null ? {} : { card }) })
    return end(world, invoice, outcome, query, reply)
  })
}

function end(
  world: World,
  invoice: Invoice,
  outcome: InvoiceOutcome,
  tried: Record<string, string>,
  reply: FastifyReply,
): FastifyReply {
  const { method = 'filed', number = '' } = tried
  const again = new URLSearchParams(method === 'filed' ? {} : { method, number })
  switch (outcome.kind) {
    case 'paid':
      return reply.redirect(`/stripe/invoice/${invoice.id}`, 303)
    case 'authenticate':
      return reply.redirect(`/stripe/invoice/${invoice.id}/bank?${again}`, 303)
    case 'processing':
      return reply.send(
        note('Your bank debit is under way', 'It takes some days to come through.', way(invoice)),
      )
    case 'declined':
      return refuse(world, invoice, { ...tried, problem: outcome.message }, reply)
  }
}

const way = ({ id }: Invoice) => ({ to: `/stripe/invoice/${id}`, label: 'Back to the invoice' })

function refuse(world: World, invoice: Invoice, tried: Tried, reply: FastifyReply): FastifyReply {
  return reply.code(402).send(invoicePage(world, invoice, tried))
}

/** A draft has no page yet. */
function invoiceOf({ state }: World, id: string): Invoice {
  const invoice = state.stripe.invoices.get(id)
  if (!invoice || invoice.status === 'draft') throw noSuchPage()
  return invoice
}
