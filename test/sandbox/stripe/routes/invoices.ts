import type Stripe from 'stripe'
import { oneOf, params, text, unplayed } from '../check.ts'
import { find } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { invalid } from '../refusal.ts'
import { onlyExpand, type Route, route } from '../route.ts'

const invoices = params<Stripe.InvoiceListParams>()({
  ...dated,
  collection_method: unplayed,
  customer: text,
  customer_account: unplayed,
  due_date: unplayed,
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
  subscription: text,
})
const payments = params<Stripe.InvoicePaymentListParams>()({
  ...dated,
  invoice: text,
  payment: params<Stripe.InvoicePaymentListParams.Payment>()(
    { payment_intent: text, payment_record: unplayed, type: oneOf('payment_intent', 'payment_record') },
    'type',
  ),
  status: oneOf('canceled', 'open', 'paid'),
})

export const invoiceRoutes: Route[] = [
  route('GET', '/invoices/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.invoices, 'invoice', id),
  ),
  route('GET', '/invoices', invoices, ({ world, params }) => {
    const { customer, status, subscription, created } = params
    const kept = [...world.state.stripe.invoices.values()].filter(
      invoice =>
        (customer ?? invoice.customer) === invoice.customer &&
        (status ?? invoice.status) === invoice.status &&
        (subscription === undefined || invoice.parent?.subscription_details?.subscription === subscription) &&
        inSpan(invoice, created),
    )
    return list(kept, params, '/v1/invoices')
  }),
  route('GET', '/invoice_payments/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.invoicePayments, 'invoice_payment', id),
  ),
  route('GET', '/invoice_payments', payments, ({ world, params }) => {
    const { invoice, payment, status, created } = params
    if (payment && payment.payment_intent === undefined)
      throw invalid(
        'Missing required param: payment[payment_intent].',
        'payment[payment_intent]',
        'parameter_missing',
      )
    const kept = [...world.state.stripe.invoicePayments.values()].filter(
      kept =>
        (invoice ?? kept.invoice) === kept.invoice &&
        (payment === undefined || kept.payment.payment_intent === payment.payment_intent) &&
        (status ?? kept.status) === kept.status &&
        inSpan(kept, created),
    )
    return list(kept, params, '/v1/invoice_payments')
  }),
]
