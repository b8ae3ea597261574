import { type Desk, read } from './reading.ts'

/** A customer who was deleted at Stripe is nobody's any more; what they paid stays theirs (case 77). */
export async function bringCustomer(desk: Desk, id: string): Promise<void> {
  const customer = await read(desk, id, desk.stripe.customers.retrieve(id))
  if (customer?.deleted) await desk.billing.cards.forgetCustomer(id)
}
