import type { Stripe } from 'stripe'
import { isStripe, type Warn } from './trouble.ts'

/** Nothing more will be taken in these. */
const OVER = new Set(['canceled', 'incomplete_expired'])

/**
 * Whoever got all of a payment back does not mean to pay the next one: the subscription that it was for renews no more,
 * and ends with its period. Nothing where it paid for none, or only a part is back. Asked again, changes nothing.
 */
export async function endRenewal(
  chargeId: string,
  { stripe, logger }: { stripe: Stripe; logger: Warn },
): Promise<void> {
  const id = await subscriptionOf(stripe, chargeId)
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

/** The subscription that a fully refunded charge of ours paid for; null: none. */
async function subscriptionOf(stripe: Stripe, chargeId: string): Promise<string | null> {
  const invoice = chargeId.startsWith('in_')
    ? await stripe.invoices.retrieve(chargeId)
    : (await isBack(stripe, chargeId)) && (await invoiceOf(stripe, chargeId))
  if (!invoice) return null
  const subscription = invoice.parent?.subscription_details?.subscription
  return typeof subscription === 'string' ? subscription : (subscription?.id ?? null)
}

async function isBack(stripe: Stripe, paymentIntentId: string): Promise<boolean> {
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(paymentIntentId, {
    expand: ['latest_charge'],
  })
  return charge !== null && typeof charge !== 'string' && charge.amount_refunded >= charge.amount
}

async function invoiceOf(stripe: Stripe, paymentIntentId: string): Promise<Stripe.Invoice | null> {
  const { data } = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: paymentIntentId },
    expand: ['data.invoice'],
  })
  const invoice = data[0]?.invoice
  return invoice && typeof invoice !== 'string' && !invoice.deleted ? invoice : null
}
