import type { Stripe } from 'stripe'
import type { Charge, SubscriptionState } from '../../db/billing.ts'
import { type Payer, payerOf, reportForeign } from './payer.ts'
import { bringBalance, comeBack, readPayment } from './read-balance.ts'
import { type Desk, read } from './reading.ts'
import { chargesOf, isDecided, paymentsOf, translateInvoice } from './translate-invoice.ts'
import { type Debt, translateSubscription } from './translate-subscription.ts'

/** What came of reading a subscription. */
interface Brought {
  personId: number
  invoices: Stripe.Invoice[]
  /** The charges that are in the books now. */
  charges: Set<string>
}

/**
 * Brings a subscription, its invoices and what was paid for them into the books, whatever came first (cases 60, 61).
 * What they hold whole already costs no more than a look. null: it is nobody's we know. The payment `later` is for its
 * caller to come back to.
 */
export async function bringSubscription(
  desk: Desk,
  id: string,
  { later }: { later?: string } = {},
): Promise<Brought | null> {
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
  const state = await mirror(desk, { subscription, invoices, payer, ticket })
  const charges = await settleInvoices(desk, { invoices, payer, known: payer.order && id, later })
  // Not before: what was paid decides until when access stays.
  if (state) await billing.cards.tellOfDebt(state)
  return { personId: payer.personId, invoices, charges }
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
async function mirror(
  desk: Desk,
  { subscription, invoices, payer, ticket }: Whole,
): Promise<SubscriptionState | null> {
  const { cards } = desk.billing
  const { personId, order } = payer
  const debt = order && (await debtOf(desk, invoices))
  const state = order && translateSubscription(subscription, { ticket, personId, orderId: order.id, debt })
  if (state) await cards.recordSubscription(state)
  for (const invoice of invoices) {
    const ours = { ticket, personId, subscription: order && subscription.id }
    await cards.recordInvoice(translateInvoice(invoice, ours))
  }
  return state
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

/** First every charge, so that access waits for nothing else; then what each did to the balance, and what must wait. */
async function settleInvoices(desk: Desk, { invoices, payer, known, later }: Paid): Promise<Set<string>> {
  const ours = { ...payer, subscription: known }
  const charges = invoices.flatMap(invoice => chargesOf(invoice, ours))
  const ids = charges.map(({ chargeId }) => chargeId)
  const unfinished = new Set(await desk.billing.cards.unfinished(ids))
  const open = charges.filter(({ chargeId }) => unfinished.has(chargeId))
  for (const charge of open) await settle(desk, charge)
  const paid = invoices.flatMap(paymentsOf).filter(({ id }) => unfinished.has(id) && id !== later)
  for (const { id } of paid) await balance(desk, id)
  const undecided = invoices.filter(invoice => !isDecided(invoice)).flatMap(paymentsOf)
  for (const { id } of undecided) if (id !== later) await comeBack(desk, id)
  return new Set(ids)
}

async function settle({ billing, counted }: Desk, charge: Charge): Promise<void> {
  const { kind } = await billing.settle(charge)
  if (charge.price.amount > 0) counted(kind)
}

async function balance(desk: Desk, id: string): Promise<void> {
  const payment = await readPayment(desk, id)
  if (payment && (await bringBalance(desk, payment)) === 'waits') await comeBack(desk, id)
}
