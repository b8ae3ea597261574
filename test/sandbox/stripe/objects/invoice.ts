import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { discountOf } from '../engine/discount.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Customer, Invoice, Subscription } from '../state.ts'
import { newInvoiceLine } from './invoice-line.ts'

export interface InvoiceWish {
  subscription: Subscription
  customer: Customer
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update'
  period: { start: number; end: number }
  /** Nothing is charged for this span. */
  trial: boolean
  coupon: string | null
}

/** A draft for one span of a subscription. Not told of. */
export function newInvoice(world: World, wish: InvoiceWish): Invoice {
  const { subscription, customer } = wish
  const id = newId(world, 'in')
  const item = subscription.items.data[0]
  const subtotal = wish.trial ? 0 : (item?.price.unit_amount ?? 0) * (item?.quantity ?? 1)
  const total = subtotal - discountOf(world, wish.coupon, subtotal)
  const invoice: Invoice = {
    ...blank(world, id),
    amount_due: total,
    amount_remaining: total,
    billing_reason: wish.reason,
    currency: subscription.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_tax_exempt: 'none',
    lines: {
      object: 'list',
      data: [
        newInvoiceLine(world, id, subscription, { ...wish, amount: subtotal, discount: subtotal - total }),
      ],
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    parent: {
      quote_details: null,
      subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
      type: 'subscription_details',
    },
    // What a first invoice covers as a period is the moment itself; a later one, the period before.
    period_end: wish.period.start,
    period_start:
      wish.reason === 'subscription_cycle'
        ? (item?.current_period_start ?? wish.period.start)
        : wish.period.start,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: subscription.discounts.map(discount => ({ amount: subtotal - total, discount })),
    total_excluding_tax: total,
  }
  world.state.stripe.invoices.set(id, invoice)
  return invoice
}

function blank(world: World, id: string) {
  const { country } = world.state.stripe.account
  return {
    id,
    object: 'invoice',
    account_country: country,
    account_name: 'Sandbox',
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    collection_method: 'charge_automatically',
    created: moment(world),
    custom_fields: null,
    customer_account: null,
    customer_shipping: null,
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: isLive(world),
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: null,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Partial<Invoice>
}
