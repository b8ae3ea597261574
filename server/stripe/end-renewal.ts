import type { Stripe } from 'stripe'
import { wholeOf } from './reading.ts'
import { paymentsOf, subscriptionIn } from './translate-invoice.ts'
import { isStripe, type Warn } from './trouble.ts'

/** Nothing more will be taken in these. */
const OVER = new Set(['canceled', 'incomplete_expired'])

/**
 * Whoever got all of their last payment back does not mean to pay the next one: the subscription that it was for renews
 * no more, and ends with its period. Nothing where it paid for none, where only a part is back, or where a later period
 * is paid: that one they want. Asked again, changes nothing.
 */
export async function endRenewal(
  chargeId: string,
  { stripe, logger }: { stripe: Stripe; logger: Warn },
): Promise<void> {
  const id = await lastPaidBy(stripe, chargeId)
  if (!id) return
  const subscription = await stripe.subscriptions.retrieve(id)
  const { status, cancel_at, cancel_at_period_end } = subscription
  if (OVER.has(status) || cancel_at !== null || cancel_at_period_end) return
  try {
    await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    logger.info({ subscription: id, charge: chargeId }, 'refunded in full, so it renews no more')
  } catch (error) {
    // Ended in between.
    if (isStripe(error) && OVER.has((await stripe.subscriptions.retrieve(id)).status)) return
    throw error
  }
}

/** The subscription of which this charge paid for the last period, and of that nothing is left; null: there is none. */
async function lastPaidBy(stripe: Stripe, chargeId: string): Promise<string | null> {
  const invoice = chargeId.startsWith('in_')
    ? await stripe.invoices.retrieve(chargeId)
    : await invoiceOf(stripe, chargeId)
  const subscription = invoice && subscriptionIn(invoice)
  if (!subscription) return null
  const { data } = await stripe.invoices.list({
    subscription,
    status: 'paid',
    limit: 1,
    expand: ['data.payments'],
  })
  const [latest] = data
  if (latest?.id !== invoice.id) return null
  for (const { id } of paymentsOf(latest)) if (!(await isBack(stripe, id))) return null
  return subscription
}

async function isBack(stripe: Stripe, paymentIntentId: string): Promise<boolean> {
  const { latest_charge } = await stripe.paymentIntents.retrieve(paymentIntentId, {
    expand: ['latest_charge'],
  })
  const charge = wholeOf(latest_charge)
  return charge !== null && charge.amount_refunded >= charge.amount
}

async function invoiceOf(stripe: Stripe, paymentIntentId: string): Promise<Stripe.Invoice | null> {
  const { data } = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: paymentIntentId },
    expand: ['data.invoice'],
  })
  const invoice = wholeOf(data[0]?.invoice)
  return invoice && !invoice.deleted ? invoice : null
}
