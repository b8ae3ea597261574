import { payerOf } from './payer.ts'
import { bringPaymentNow } from './read-payment.ts'
import { bringSubscription } from './read-subscription.ts'
import { type Desk, read } from './reading.ts'
import { paymentsOf, subscriptionIn, translateInvoice } from './translate-invoice.ts'

/** Brings an invoice into the books: with its whole subscription where it bills one, else by itself. */
export async function bringInvoice(desk: Desk, id: string): Promise<void> {
  const { stripe, billing } = desk
  const ticket = await billing.cards.ticket()
  const invoice = await read(desk, id, stripe.invoices.retrieve(id, { expand: ['payments'] }))
  if (!invoice) return
  const subscription = subscriptionIn(invoice)
  if (subscription) {
    await bringSubscription(desk, subscription)
    return
  }
  const payer = await payerOf(desk, invoice)
  if (payer) {
    const ours = { ticket, personId: payer.personId, subscription: null }
    await billing.cards.recordInvoice(translateInvoice(invoice, ours))
  }
  for (const payment of paymentsOf(invoice)) await bringPaymentNow(desk, payment.id)
}
