import type Stripe from 'stripe'
import type { World } from '../../world.ts'
import { discountOf } from '../engine/discount.ts'
import { find } from '../find.ts'
import type { Cart, Price } from '../state.ts'
import type { Stored } from '../stored.ts'

/** What a checkout session sells; only sent when it is asked for. */
export function lineItems(world: World, session: string): Stored<Stripe.LineItem>[] {
  const { carts, prices, products } = world.state.stripe
  const cart = find(carts, 'checkout.session', session)
  const price = find(prices, 'price', cart.price)
  const { subtotal, discount, total } = totals(world, cart)
  return [
    {
      id: `li_${session.slice(-24)}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: total,
      currency: price.currency,
      description: products.get(price.product)?.name ?? null,
      metadata: {},
      // The one place where Stripe sends a price whole without being asked.
      price: structuredClone(price),
      quantity: cart.quantity,
    },
  ]
}

/** What is due today: nothing while a trial runs. */
export function totals(world: World, cart: Cart): { subtotal: number; discount: number; total: number } {
  const price = find(world.state.stripe.prices, 'price', cart.price)
  const subtotal = onTrial(cart) ? 0 : amountOf(price) * cart.quantity
  const discount = discountOf(world, cart.coupon, subtotal)
  return { subtotal, discount, total: subtotal - discount }
}

export function onTrial(cart: Cart): boolean {
  return cart.trialDays !== null || cart.trialEnd !== null
}

function amountOf(price: Price): number {
  return price.unit_amount ?? 0
}
