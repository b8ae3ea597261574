import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { find } from '../find.ts'
import { totals } from '../objects/line-item.ts'
import type { Cart, CheckoutSession } from '../state.ts'

/** The person is done; where they are sent. What they paid with may still be under way: `unpaid`. */
export function complete(world: World, session: CheckoutSession, cart: Cart, unpaid: boolean): string {
  const { subscriptions } = world.state.stripe
  const subscription = subscriptions.get(cart.subscription ?? '')
  const { total } = totals(world, cart)
  if (subscription?.status === 'incomplete')
    change(world, 'customer.subscription.updated', subscription, { status: 'active' })
  Object.assign(session, {
    status: 'complete',
    payment_status: total === 0 ? 'no_payment_required' : unpaid ? 'unpaid' : 'paid',
    url: null,
    subscription: subscription?.id ?? null,
    invoice: subscription?.latest_invoice ?? null,
  })
  emit(world, 'checkout.session.completed', session)
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

/** The session that a payment intent, or the first invoice of a subscription, belongs to. */
export function sessionOf(
  world: World,
  what: { intent: string; invoice: string | null },
): CheckoutSession | null {
  for (const session of world.state.stripe.sessions.values())
    if (session.payment_intent === what.intent || (what.invoice !== null && session.invoice === what.invoice))
      return find(world.state.stripe.sessions, 'checkout.session', session.id)
  return null
}
