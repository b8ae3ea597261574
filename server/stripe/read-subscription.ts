import type { Stripe } from 'stripe'
import type { Charge } from '../../db/billing.ts'
import { type Payer, payerOf, reportForeign } from './payer.ts'
import { awaitFees, bringBalance, readPayment } from './read-balance.ts'
import { type Desk, read } from './reading.ts'
import { chargesOf, paymentsOf, translateInvoice } from './translate-invoice.ts'
import { type Debt, translateSubscription } from './translate-subscription.ts'

/**
 * Brings a subscription, its invoices and what was paid for them into the books, whatever came first (cases 60, 61).
 * What they hold whole already costs no more than a look. Returns the charges that are in the books now; null: it is
 * nobody's we know. The balance of the payment `later` its caller sees to.
 */
export async function bringSubscription(
  desk: Desk,
  id: string,
  { later }: { later?: string } = {},
): Promise<Set<string> | null> {
  const { stripe, billing } = desk
  const ticket = await billing.cards.ticket()
  const subscription = await read(desk, id, stripe.subscriptions.retrieve(id))
  if (!subscription) return null
  const invoices = await invoicesOf(desk, id)
  const payer = await payerOf(desk, subscription)
  if (!payer) {
    await reportForeign(desk, id, 'subscription')
    return null
  }
  await mirror(desk, { subscription, invoices, payer, ticket })
  return await settleInvoices(desk, { invoices, payer, known: payer.order && id, later })
}

/** Oldest first, each with its payments. */
async function invoicesOf({ stripe }: Desk, subscription: string): Promise<Stripe.Invoice[]> {
  const found = await stripe.invoices
    .list({ subscription, limit: 100, expand: ['data.payments'] })
    .autoPagingToArray({ limit: 10_000 })
  return found.reverse()
}

interface Whole {
  subscription: Stripe.Subscription
  invoices: Stripe.Invoice[]
  payer: Payer
  ticket: number
}

/** What the person is shown. Of one that no order of ours began, the books know the invoices alone. */
async function mirror(desk: Desk, { subscription, invoices, payer, ticket }: Whole): Promise<void> {
  const { cards } = desk.billing
  const { personId, order } = payer
  if (order) {
    const debt = await debtOf(desk, invoices)
    await cards.recordSubscription(
      translateSubscription(subscription, { ticket, personId, orderId: order.id, debt }),
    )
  }
  for (const invoice of invoices) {
    const ours = { ticket, personId, subscription: order && subscription.id }
    await cards.recordInvoice(translateInvoice(invoice, ours))
  }
}

/** What the latest open invoice waits for: another attempt, or the person's word to their bank (case 73). */
async function debtOf({ stripe }: Desk, invoices: Stripe.Invoice[]): Promise<Debt | null> {
  const open = invoices.findLast(({ status, amount_remaining }) => status === 'open' && amount_remaining > 0)
  if (!open) return null
  const attempt = open.payments?.data.find(({ is_default }) => is_default)?.payment.payment_intent
  const payment = typeof attempt === 'string' ? await stripe.paymentIntents.retrieve(attempt) : attempt
  return {
    payUrl: open.hosted_invoice_url ?? null,
    todo: payment?.status === 'requires_action' ? 'confirm' : 'pay',
  }
}

interface Paid {
  invoices: Stripe.Invoice[]
  payer: Payer
  known: string | null
  later: string | undefined
}

/** First every charge, so that access waits for nothing else; then what each did to the balance. */
async function settleInvoices(desk: Desk, { invoices, payer, known, later }: Paid): Promise<Set<string>> {
  const ours = { ...payer, subscription: known }
  const charges = invoices.flatMap(invoice => chargesOf(invoice, ours))
  const ids = charges.map(({ chargeId }) => chargeId)
  const unfinished = new Set(await desk.billing.cards.unfinished(ids))
  const open = charges.filter(({ chargeId }) => unfinished.has(chargeId))
  for (const charge of open) await settle(desk, charge)
  const paid = invoices.flatMap(paymentsOf).filter(({ id }) => unfinished.has(id) && id !== later)
  for (const { id } of paid) await balance(desk, id)
  return new Set(ids)
}

async function settle({ billing, counted }: Desk, charge: Charge): Promise<void> {
  const { kind } = await billing.settle(charge)
  if (charge.price.amount > 0) counted(kind)
}

async function balance(desk: Desk, id: string): Promise<void> {
  const payment = await readPayment(desk, id)
  if (payment && (await bringBalance(desk, payment)) === 'waits') await awaitFees(desk, id)
}
