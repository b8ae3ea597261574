import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Invoice, InvoicePayment } from '../state.ts'

/** What ties a payment intent to the invoice it pays: the only way from one to the other. */
export function newInvoicePayment(world: World, invoice: Invoice, paymentIntent: string): InvoicePayment {
  const payment: InvoicePayment = {
    id: newId(world, 'inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: moment(world),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: isLive(world),
    payment: { payment_intent: paymentIntent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  }
  world.state.stripe.invoicePayments.set(payment.id, payment)
  return payment
}
