import type { Stripe } from 'stripe'
import { payerOf, reportForeign } from './payer.ts'
import { awaitFees, bringBalance, readPayment } from './read-balance.ts'
import { bringSubscription } from './read-subscription.ts'
import { type Desk, idOf, read } from './reading.ts'
import { subscriptionIn } from './translate-invoice.ts'
import { translatePayment } from './translate-payment.ts'

/**
 * Brings one payment, its refunds, its disputes and its fees into the books. Throws, when all else is done, where Stripe
 * has not told of a fee yet: whoever waits for it waits alone, since payments are read under keys of their own.
 */
export async function bringPayment(desk: Desk, id: string): Promise<void> {
  const payment = await readPayment(desk, id)
  if (payment && (await bookPayment(desk, payment)) === 'waits') {
    throw new Error(`Stripe has not told yet what the payment ${id} did to the balance`)
  }
}

/** The same for whoever has more to do: its fees are waited for elsewhere. */
export async function bringPaymentNow(desk: Desk, id: string): Promise<void> {
  const payment = await readPayment(desk, id)
  if (payment && (await bookPayment(desk, payment)) === 'waits') await awaitFees(desk, id)
}

/** 'none': it has brought no money, or none of ours. */
async function bookPayment(desk: Desk, payment: Stripe.PaymentIntent): Promise<'whole' | 'waits' | 'none'> {
  if (payment.status !== 'succeeded') return 'none'
  const isBooked = await settlePayment(desk, payment)
  return isBooked ? await bringBalance(desk, payment) : 'none'
}

/** Whether its money is in the books now: not where it is nobody's we know. */
async function settlePayment(desk: Desk, payment: Stripe.PaymentIntent): Promise<boolean> {
  // One that bears our mark was paid once; what renews bears it on the subscription alone.
  const invoice = payment.metadata['order'] ? null : await invoiceOf(desk, payment.id)
  const subscription = invoice && subscriptionIn(invoice)
  if (subscription) {
    const booked = await bringSubscription(desk, subscription, { later: payment.id })
    if (booked && !booked.has(payment.id)) {
      throw new Error(`the invoice ${invoice.id} does not say yet that ${payment.id} has paid it`)
    }
    return booked !== null
  }
  const payer = (await payerOf(desk, payment)) ?? (invoice && (await payerOf(desk, invoice)))
  if (!payer) {
    await reportForeign(desk, payment.id, `${payment.amount_received} ${payment.currency}`)
    return false
  }
  const { kind } = await desk.billing.settle(translatePayment(payment, payer, invoice?.id ?? null))
  desk.counted(kind)
  return true
}

/** The invoice it paid: the only way from a payment to it. */
async function invoiceOf(desk: Desk, id: string): Promise<Stripe.Invoice | null> {
  const { stripe } = desk
  const { data } = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: id },
    limit: 1,
  })
  const invoiceId = idOf(data[0]?.invoice)
  return invoiceId === null ? null : await read(desk, invoiceId, stripe.invoices.retrieve(invoiceId))
}
