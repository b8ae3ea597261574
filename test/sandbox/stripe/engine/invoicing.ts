import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { find, findCustomer } from '../find.ts'
import { moment } from '../life.ts'
import { newInvoice } from '../objects/invoice.ts'
import { newInvoicePayment } from '../objects/invoice-payment.ts'
import { newPaymentIntent } from '../objects/payment-intent.ts'
import type { Invoice, PaymentIntent, Subscription } from '../state.ts'

const hour = 60 * 60

/** Drafts the invoice for a span of the subscription. A renewal's is finalized by itself, an hour later. */
export function draft(
  world: World,
  subscription: Subscription,
  wish: {
    reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update'
    period: { start: number; end: number }
    trial?: boolean
    coupon?: string | null
  },
): Invoice {
  const customer = findCustomer(world, subscription.customer)
  const invoice = newInvoice(world, { trial: false, coupon: null, ...wish, subscription, customer })
  invoice.discounts = [...subscription.discounts]
  // A coupon for once has been used with this.
  if (world.state.stripe.coupons.get(wish.coupon ?? '')?.duration === 'once') subscription.discounts = []
  if (wish.reason === 'subscription_cycle') invoice.automatically_finalizes_at = moment(world) + hour
  subscription.latest_invoice = invoice.id
  emit(world, 'invoice.created', invoice)
  return invoice
}

/** It has a number and pages now, and can be paid. One over nothing is paid with that. */
export function finalize(world: World, invoice: Invoice): void {
  const customer = findCustomer(world, invoice.customer ?? '')
  const page = `${world.url}/stripe/invoice/${invoice.id}`
  const sequence = customer.next_invoice_sequence ?? 1
  customer.next_invoice_sequence = sequence + 1
  Object.assign(invoice, {
    automatically_finalizes_at: null,
    effective_at: moment(world),
    ending_balance: 0,
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: moment(world) },
  })
  if (invoice.amount_due > 0) openIntent(world, invoice)
  emit(world, 'invoice.finalized', invoice)
  if (invoice.amount_due === 0) settle(world, invoice)
}

function openIntent(world: World, invoice: Invoice): void {
  const intent = newPaymentIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    description:
      invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update',
    // Stripe copies nothing from the subscription; what it belongs to is found by its invoice.
    metadata: {},
    reused: true,
  })
  newInvoicePayment(world, invoice, intent.id)
}

/** The payment intent that pays the invoice; null: there is nothing to pay. */
export function intentOf(world: World, invoice: string): PaymentIntent | null {
  const { invoicePayments, paymentIntents } = world.state.stripe
  for (const payment of invoicePayments.values())
    if (payment.invoice === invoice)
      return find(paymentIntents, 'payment_intent', payment.payment.payment_intent ?? '')
  return null
}

export function invoiceOf(world: World, paymentIntent: string): Invoice | null {
  const { invoicePayments, invoices } = world.state.stripe
  for (const { payment, invoice } of invoicePayments.values())
    if (payment.payment_intent === paymentIntent) return find(invoices, 'invoice', invoice)
  return null
}

/** The invoice is paid, by its payment intent or by being over nothing. */
export function settle(world: World, invoice: Invoice): void {
  for (const payment of world.state.stripe.invoicePayments.values())
    if (payment.invoice === invoice.id) {
      const status_transitions = { ...payment.status_transitions, paid_at: moment(world) }
      Object.assign(payment, { status: 'paid', amount_paid: payment.amount_requested, status_transitions })
      emit(world, 'invoice_payment.paid', payment)
    }
  const { amount_due } = invoice
  const paid: Partial<Invoice> = {
    amount_paid: amount_due,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: moment(world) },
  }
  change(world, 'invoice.updated', invoice, paid)
  emit(world, 'invoice.paid', invoice)
  emit(world, 'invoice.payment_succeeded', invoice)
}

/** An attempt has not come to money; the next, if any, is at `next`. */
export function failInvoice(
  world: World,
  invoice: Invoice,
  { asks, next }: { asks: boolean; next: number | null },
): void {
  change(world, 'invoice.updated', invoice, { attempted: true, next_payment_attempt: next })
  emit(world, 'invoice.payment_failed', invoice)
  if (asks) emit(world, 'invoice.payment_action_required', invoice)
}
