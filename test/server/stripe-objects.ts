import type { Stripe } from 'stripe'

// Objects as Stripe writes them down, with what we read of them; say only what matters.

/** A day of the calendar that these stories live in, as Stripe writes an instant. */
export const seconds = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000

const page = <T>(data: T[]) => ({ object: 'list' as const, data, has_more: false, url: '' })

export function aSubscription(changes: Partial<Stripe.Subscription> & { period?: [string, string] } = {}) {
  const { period: [from, to] = ['2026-11-21', '2026-12-21'], ...rest } = changes
  return {
    id: 'sub_1',
    object: 'subscription',
    status: 'active',
    currency: 'usd',
    customer: 'cus_1',
    created: seconds('2026-11-21'),
    cancel_at: null,
    cancel_at_period_end: false,
    ended_at: null,
    pause_collection: null,
    metadata: {},
    items: page([
      {
        id: 'si_1',
        quantity: 1,
        price: { id: 'price_pro', unit_amount: 999 },
        current_period_start: seconds(from),
        current_period_end: seconds(to),
      },
    ]),
    ...rest,
  } as Stripe.Subscription
}

export function aLine(
  changes: { from?: string; to?: string; proration?: boolean; amount?: number; price?: string } = {},
) {
  const {
    from = '2026-11-21',
    to = '2026-12-21',
    proration = false,
    amount = 999,
    price = 'price_pro',
  } = changes
  return {
    id: `il_${from}`,
    object: 'line_item',
    amount,
    period: { start: seconds(from), end: seconds(to) },
    parent: { type: 'subscription_item_details', subscription_item_details: { proration } },
    pricing: {
      type: 'price_details',
      price_details: { price, product: 'prod_1' },
      unit_amount_decimal: null,
    },
  } as Stripe.InvoiceLineItem
}

/** Paid by the payment intents `by`; none: nothing came for it. */
export function anInvoice(
  changes: Partial<Stripe.Invoice> & { subscription?: string | null; by?: string[]; on?: string } = {},
) {
  const { subscription = 'sub_1', by = [], on = '2026-11-21', ...rest } = changes
  const status = rest.status ?? 'paid'
  const details = subscription && { subscription, metadata: {} }
  return {
    id: 'in_1',
    object: 'invoice',
    status,
    currency: 'usd',
    customer: 'cus_1',
    amount_due: 999,
    amount_paid: status === 'paid' ? 999 : 0,
    amount_remaining: status === 'paid' ? 0 : 999,
    created: seconds(on),
    due_date: null,
    hosted_invoice_url: `https://invoice.stripe.com/i/${rest.id ?? 'in_1'}`,
    invoice_pdf: null,
    metadata: {},
    parent: details && { type: 'subscription_details', subscription_details: details, quote_details: null },
    status_transitions: { paid_at: status === 'paid' ? seconds(on) : null },
    lines: page([aLine()]),
    payments: page(
      by.map(payment_intent => ({
        id: `inpay_${payment_intent}`,
        object: 'invoice_payment',
        invoice: rest.id ?? 'in_1',
        amount_paid: status === 'paid' ? 999 : null,
        amount_requested: 999,
        currency: 'usd',
        is_default: true,
        status: status === 'paid' ? 'paid' : 'open',
        status_transitions: { paid_at: status === 'paid' ? seconds(on) : null, canceled_at: null },
        payment: { type: 'payment_intent', payment_intent },
      })),
    ),
    ...rest,
  } as Stripe.Invoice
}

export function aMove(changes: Partial<Stripe.BalanceTransaction> & { id: string }) {
  return {
    object: 'balance_transaction',
    amount: 999,
    currency: 'usd',
    fee: 59,
    type: 'charge',
    ...changes,
  } as Stripe.BalanceTransaction
}

/** One that succeeded, with what it did to the balance. */
export function aPayment(
  changes: Partial<Stripe.PaymentIntent> & { moved?: Stripe.BalanceTransaction | null; on?: string } = {},
) {
  const { id = 'pi_1', moved = aMove({ id: `txn_${id}` }), on = '2026-11-21', ...rest } = changes
  return {
    id,
    object: 'payment_intent',
    status: 'succeeded',
    amount_received: 999,
    currency: 'usd',
    customer: 'cus_1',
    created: seconds(on),
    metadata: {},
    latest_charge: {
      id: `ch_${id}`,
      object: 'charge',
      amount_captured: 999,
      currency: 'usd',
      created: seconds(on),
      receipt_url: `https://pay.stripe.com/receipts/${id}`,
      balance_transaction: moved,
    },
    ...rest,
  } as Stripe.PaymentIntent
}

export function aRefund(
  changes: Partial<Omit<Stripe.Refund, 'payment_intent'>> & { payment_intent: string },
) {
  const { id = `re_${changes.payment_intent}`, amount = 999 } = changes
  return {
    id,
    object: 'refund',
    amount,
    currency: 'usd',
    status: 'succeeded',
    created: seconds('2026-12-22'),
    metadata: {},
    balance_transaction: aMove({ id: `txn_${id}`, amount: -amount, fee: 0, type: 'refund' }),
    ...changes,
  } as Stripe.Refund
}

export function aDispute(
  changes: Partial<Omit<Stripe.Dispute, 'payment_intent'>> & { payment_intent: string },
) {
  const { id = `dp_${changes.payment_intent}` } = changes
  return {
    id,
    object: 'dispute',
    amount: 999,
    currency: 'usd',
    charge: `ch_${changes.payment_intent}`,
    reason: 'fraudulent',
    status: 'needs_response',
    created: seconds('2026-12-25'),
    balance_transactions: [aMove({ id: `txn_${id}`, amount: -999, fee: 1500, type: 'adjustment' })],
    ...changes,
  } as Stripe.Dispute
}

export function aSession(changes: Partial<Stripe.Checkout.Session> = {}) {
  return {
    id: 'cs_1',
    object: 'checkout.session',
    mode: 'subscription',
    status: 'complete',
    payment_status: 'paid',
    customer: 'cus_1',
    subscription: null,
    payment_intent: null,
    invoice: null,
    metadata: {},
    ...changes,
  } as Stripe.Checkout.Session
}
