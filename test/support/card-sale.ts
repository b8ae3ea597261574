import type { Charge, InvoiceState, Order, SubscriptionState } from '../../db/billing.ts'
import type { TestBooks } from './books.ts'
import { plan } from './plan.ts'
import { chargeFor } from './sale.ts'

/** Sold by card: one key each, three days of grace. `month` is for Stars alone. */
export const CARD_SHOP = [
  plan({
    code: 'care',
    entitlements: ['care'],
    goods: 'service',
    graceDays: 3,
    stars: null,
    card: { price: 'price_care', amount: 999, currency: 'EUR' },
  }),
  plan({
    code: 'visit',
    entitlements: ['visit'],
    goods: 'service',
    graceDays: 3,
    stars: { amount: 500, recurring: false },
    card: { price: 'price_visit', amount: 2500, currency: 'EUR' },
  }),
  plan({ code: 'month' }),
]

let last = 0

/** An id of the provider's that no other has. */
export function stripeId(kind: string): string {
  return `${kind}_${++last}`
}

export async function aCardOrder(
  { billing }: Pick<TestBooks, 'billing'>,
  personId: number,
  planCode = 'care',
): Promise<Order> {
  const opened = await billing.cards.openCheckout({ personId, planCode })
  if (opened.kind !== 'opened') throw new Error(`no checkout of ${planCode}: ${opened.kind}`)
  return opened.order
}

/** What the provider says of a subscription that began with this order and goes well, but for `changes`. */
export async function stateOf(
  { billing }: Pick<TestBooks, 'billing'>,
  order: Order,
  changes: Partial<SubscriptionState> = {},
): Promise<SubscriptionState> {
  return {
    rail: 'card',
    providerId: `sub_${order.id}`,
    ticket: await billing.cards.ticket(),
    personId: order.personId,
    orderId: order.id,
    status: 'active',
    renews: true,
    price: order.price,
    periodStartsAt: order.createdAt,
    periodEndsAt: monthsAfter(order.createdAt, 1),
    cancelAt: null,
    endedAt: null,
    payUrl: null,
    createdAt: order.createdAt,
    ...changes,
  }
}

/** The books hear of it. */
export async function recordState(
  books: Pick<TestBooks, 'billing'>,
  order: Order,
  changes: Partial<SubscriptionState> = {},
): Promise<void> {
  const state = await stateOf(books, order, changes)
  await books.billing.cards.recordSubscription(state)
  await books.billing.cards.tellOfDebt(state)
}

/** The payment of a period of it. */
export function periodCharge(
  order: Order,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  changes: Partial<Charge> = {},
): Charge {
  const price = order.plan.card?.price ?? null
  return chargeFor(order, {
    chargeId: stripeId('pi'),
    invoice: stripeId('in'),
    paidAt: startsAt,
    period: { subscription: `sub_${order.id}`, price, startsAt, endsAt },
    ...changes,
  })
}

/** Somebody whose subscription has begun and whose first period is paid. */
export async function aSubscriber(
  books: Pick<TestBooks, 'billing'>,
  personId: number,
  planCode = 'care',
): Promise<{ order: Order; charge: Charge }> {
  const order = await aCardOrder(books, personId, planCode)
  await recordState(books, order)
  const charge = periodCharge(order, { startsAt: order.createdAt, endsAt: monthsAfter(order.createdAt, 1) })
  await books.billing.settle(charge)
  return { order, charge }
}

/** What the provider says of an invoice of this person that is paid, but for `changes`. */
export async function invoiceOf(
  { billing, clock }: Pick<TestBooks, 'billing' | 'clock'>,
  personId: number,
  changes: Partial<InvoiceState> = {},
): Promise<InvoiceState> {
  const providerId = changes.providerId ?? stripeId('in')
  return {
    rail: 'card',
    providerId,
    ticket: await billing.cards.ticket(),
    personId,
    subscription: null,
    status: 'paid',
    amountDue: 999,
    amountPaid: 999,
    currency: 'EUR',
    dueAt: null,
    createdAt: clock.now(),
    hostedUrl: `https://invoice.example/${providerId}`,
    pdfUrl: `https://invoice.example/${providerId}.pdf`,
    ...changes,
  }
}

/** The books hear of it. */
export async function recordInvoice(
  books: Pick<TestBooks, 'billing' | 'clock'>,
  personId: number,
  changes: Partial<InvoiceState> = {},
): Promise<InvoiceState> {
  const state = await invoiceOf(books, personId, changes)
  await books.billing.cards.recordInvoice(state)
  return state
}

/** So much of a charge has left the provider's balance, and nobody here asked for it. */
export async function givenBack(
  { billing, clock }: Pick<TestBooks, 'billing' | 'clock'>,
  chargeId: string,
  amount: number,
): Promise<void> {
  await billing.cards.recordRefund({
    ...{ chargeId, amount, providerId: stripeId('re'), refundId: null, state: 'taken', detail: '' },
    createdAt: clock.now(),
  })
}

export function monthsAfter(date: Date, months: number): Date {
  const later = new Date(date)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later
}
