import type { World } from '../../world.ts'
import { emit } from '../emit.ts'
import { newDiscount } from '../engine/discount.ts'
import { draft, finalize } from '../engine/invoicing.ts'
import { periodEnd } from '../engine/period.ts'
import { find } from '../find.ts'
import { moment } from '../life.ts'
import { onTrial } from '../objects/line-item.ts'
import { newSubscription } from '../objects/subscription.ts'
import type { Cart, Customer, Invoice, PaymentMethod, Subscription } from '../state.ts'

const day = 24 * 60 * 60

/** The subscription of a checkout session and its first invoice, finalized; made at the first attempt to pay. */
export function subscribe(world: World, cart: Cart, customer: Customer, method: PaymentMethod): Invoice {
  const { subscriptions, invoices } = world.state.stripe
  const known = subscriptions.get(cart.subscription ?? '')
  if (known && known.status === 'incomplete') {
    known.default_payment_method = method.id
    return find(invoices, 'invoice', known.latest_invoice ?? '')
  }
  const subscription = begin(world, cart, customer, method)
  cart.subscription = subscription.id
  const [item] = subscription.items.data
  if (!item) throw new Error(`${subscription.id} has no item`)
  const period = { start: item.current_period_start, end: item.current_period_end }
  const invoice = draft(world, subscription, {
    reason: 'subscription_create',
    period,
    trial: onTrial(cart),
    coupon: cart.coupon,
  })
  emit(world, 'customer.subscription.created', subscription)
  finalize(world, invoice)
  return invoice
}

function begin(world: World, cart: Cart, customer: Customer, method: PaymentMethod): Subscription {
  const price = find(world.state.stripe.prices, 'price', cart.price)
  const start = moment(world)
  const trialEnd = cart.trialEnd ?? (cart.trialDays === null ? null : start + cart.trialDays * day)
  const subscription = newSubscription(world, {
    customer: customer.id,
    price,
    quantity: cart.quantity,
    method: method.id,
    metadata: cart.metadata,
    description: cart.description,
    period: { start, end: trialEnd ?? periodEnd(price, start, start) },
    trialEnd,
    status: trialEnd === null ? 'incomplete' : 'trialing',
  })
  if (cart.coupon !== null) subscription.discounts = [newDiscount(world, cart.coupon)]
  return subscription
}
