import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { bounce, comeThrough } from '../engine/charging.ts'
import { invoiceOf, settle } from '../engine/invoicing.ts'
import { fallBehind, paidUp, subscriptionOf } from '../engine/subscribing.ts'
import type { Invoice, PaymentIntent } from '../state.ts'
import { sessionOf } from './complete-session.ts'
import { unfit, wished } from './wish.ts'

/** The bank debit of this payment intent has come through. */
export function succeedAsync(world: World, id: string): void {
  const { intent, invoice } = processing(world, id)
  comeThrough(world, intent)
  if (invoice) {
    settle(world, invoice)
    paidUp(world, invoice)
  }
  const session = sessionOf(world, { intent: id, invoice: invoice?.id ?? null })
  if (!session) return
  session.payment_status = 'paid'
  emit(world, 'checkout.session.async_payment_succeeded', session)
}

/** It was returned. */
export function failAsync(world: World, id: string): void {
  const { intent, invoice } = processing(world, id)
  bounce(world, intent)
  if (invoice) lose(world, invoice)
  const session = sessionOf(world, { intent: id, invoice: invoice?.id ?? null })
  if (session) emit(world, 'checkout.session.async_payment_failed', session)
}

/** A subscription that began with it falls behind, as one that renews with it does. */
function lose(world: World, invoice: Invoice): void {
  fallBehind(world, invoice, false)
  const subscription = subscriptionOf(world, invoice)
  if (subscription.status === 'active')
    change(world, 'customer.subscription.updated', subscription, { status: 'past_due' })
}

function processing(world: World, id: string): { intent: PaymentIntent; invoice: Invoice | null } {
  const intent = wished(world.state.stripe.paymentIntents, id)
  if (intent.status !== 'processing') throw unfit(`${id} is ${intent.status}, not processing`)
  return { intent, invoice: invoiceOf(world, id) }
}
