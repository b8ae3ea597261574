import type { World } from '../../world.ts'
import { readCard } from '../card.ts'
import { change } from '../emit.ts'
import { attach } from '../engine/attach.ts'
import { findCustomer } from '../find.ts'
import type { PaymentMethod } from '../state.ts'

/** As the portal does: from now on the customer, and all their subscriptions, pay with this card. */
export function changeCard(world: World, id: string, card: string): PaymentMethod {
  const customer = findCustomer(world, id)
  const payer = { email: customer.email, name: customer.name ?? null }
  const method = attach(world, customer, readCard(card), payer)
  change(world, 'customer.updated', customer, {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: method.id },
  })
  for (const subscription of world.state.stripe.subscriptions.values())
    if (subscription.customer === id && subscription.ended_at === null)
      change(world, 'customer.subscription.updated', subscription, { default_payment_method: method.id })
  return method
}
