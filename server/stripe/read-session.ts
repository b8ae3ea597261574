import type { Stripe } from 'stripe'
import { bringPaymentNow } from './read-payment.ts'
import { bringSubscription } from './read-subscription.ts'
import { type Desk, idOf, read } from './reading.ts'

/** In these a payment that was sent off in a slow way has not come after all. */
const FAILED = new Set<string>(['requires_payment_method', 'canceled'])

/** Brings what a checkout came to into the books: what it began or what it was paid with, or that nothing will come. */
export async function bringSession(desk: Desk, id: string): Promise<void> {
  const session = await read(desk, id, desk.stripe.checkout.sessions.retrieve(id))
  if (!session) return
  if (session.status === 'expired') return await dropOrder(desk, session)
  if (session.status !== 'complete') return

  const subscription = idOf(session.subscription)
  const payment = idOf(session.payment_intent)
  if (subscription) await bringSubscription(desk, subscription)
  else if (payment) await bringPaymentNow(desk, payment)
  // Complete and unpaid: they pay in a way that takes days, and nothing is theirs until it came (case 65).
  if (session.payment_status === 'unpaid') await reportFailure(desk, session)
}

/** Nobody can pay on it any more. Money that comes for it all the same is honoured (case 66). */
async function dropOrder({ billing }: Desk, { metadata }: Stripe.Checkout.Session): Promise<void> {
  const order = await billing.cards.orderBy(metadata?.['order'] ?? '')
  if (order) await billing.cancelOrder({ personId: order.personId, orderId: order.id })
}

async function reportFailure(desk: Desk, session: Stripe.Checkout.Session): Promise<void> {
  const order = await desk.billing.cards.orderBy(session.metadata?.['order'] ?? '')
  const id = idOf(session.payment_intent) ?? (await firstPaymentOf(desk, session))
  if (!order || id === null) return
  const payment = await read(desk, id, desk.stripe.paymentIntents.retrieve(id))
  if (payment && FAILED.has(payment.status)) await desk.billing.cards.recordFailedCheckout(order.id)
}

/** That of the first invoice, where a subscription began. */
async function firstPaymentOf(desk: Desk, { invoice }: Stripe.Checkout.Session): Promise<string | null> {
  const id = idOf(invoice)
  const whole = id && (await read(desk, id, desk.stripe.invoices.retrieve(id, { expand: ['payments'] })))
  return whole ? idOf(whole.payments?.data[0]?.payment.payment_intent) : null
}
