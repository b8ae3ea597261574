import type { Stripe } from 'stripe'
import { type Payer, payerOf, reportForeign } from './payer.ts'
import { bringBalance, comeBack, readPayment } from './read-balance.ts'
import { bringSubscription } from './read-subscription.ts'
import { type Desk, idOf, read } from './reading.ts'
import { mayCount, subscriptionIn } from './translate-invoice.ts'
import { translatePayment } from './translate-payment.ts'

/**
 * Brings one payment, its refunds, its disputes and its fees into the books. `later`: Stripe has not told of a fee yet,
 * or what the invoice makes of it. Whoever waits for that waits alone: payments are read under keys of their own.
 */
export async function bringPayment(desk: Desk, id: string): Promise<'done' | 'later'> {
  return (await bringWhole(desk, id)) === 'waits' ? 'later' : 'done'
}

/** The same, with what came of it. 'none': it has brought no money, or none of ours. */
export async function bringWhole(desk: Desk, id: string): Promise<'whole' | 'waits' | 'none'> {
  const payment = await readPayment(desk, id)
  return payment ? await bookPayment(desk, payment) : 'none'
}

/** The same for whoever has more to do: what Stripe has not told yet is waited for elsewhere. */
export async function bringPaymentNow(desk: Desk, id: string): Promise<void> {
  if ((await bringPayment(desk, id)) === 'later') await comeBack(desk, id)
}

async function bookPayment(desk: Desk, payment: Stripe.PaymentIntent): Promise<'whole' | 'waits' | 'none'> {
  if (payment.status !== 'succeeded') return 'none'
  const settled = await settlePayment(desk, payment)
  return settled === 'booked' ? await bringBalance(desk, payment) : settled
}

/** 'waits': its invoice has not told yet what it makes of it. 'none': it is nobody's we know. */
async function settlePayment(
  desk: Desk,
  payment: Stripe.PaymentIntent,
): Promise<'booked' | 'waits' | 'none'> {
  // One that bears our mark was paid once; what renews bears it on the subscription alone.
  const invoice = payment.metadata['order'] ? null : await invoiceOf(desk, payment.id)
  const subscription = invoice && subscriptionIn(invoice)
  if (subscription) {
    const brought = await bringSubscription(desk, subscription, { later: payment.id })
    if (!brought) return 'none'
    if (brought.charges.has(payment.id)) return 'booked'
    const told = brought.invoices.find(({ id }) => id === invoice.id) ?? invoice
    if (mayCount(told, payment, desk.now())) return 'waits'
    // Voided while they paid, or paid twice: it pays for no period, and a person is to look at it.
    await settle(desk, payment, { personId: brought.personId, reference: '' }, invoice.id)
    return 'booked'
  }
  const payer = (await payerOf(desk, payment)) ?? (invoice && (await payerOf(desk, invoice)))
  if (!payer) {
    await reportForeign(desk, payment.id, `${payment.amount_received} ${payment.currency}`)
    return 'none'
  }
  await settle(desk, payment, payer, invoice?.id ?? null)
  return 'booked'
}

async function settle(
  { billing, counted }: Desk,
  payment: Stripe.PaymentIntent,
  payer: Pick<Payer, 'personId' | 'reference'>,
  invoice: string | null,
): Promise<void> {
  const { kind } = await billing.settle(translatePayment(payment, payer, invoice))
  counted(kind)
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
