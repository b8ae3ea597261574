import type { World } from '../../world.ts'
import type { Card } from '../card.ts'
import { change, emit } from '../emit.ts'
import { newPaymentMethod, type Payer } from '../objects/payment-method.ts'
import type { Customer, PaymentMethod } from '../state.ts'

/** A payment method that the customer will be charged by again. */
export function attach(world: World, customer: Customer, card: Card, payer: Payer): PaymentMethod {
  const method = newPaymentMethod(world, card, payer, customer.id)
  emit(world, 'payment_method.attached', method)
  return method
}

/** What their invoices are in, from the first one on. */
export function keepCurrency(world: World, customer: Customer, currency: string): void {
  change(world, 'customer.updated', customer, { currency: customer.currency ?? currency })
}
