import type { World } from '../../world.ts'
import { readCard } from '../card.ts'
import { change } from '../emit.ts'
import { attach, keepCurrency } from '../engine/attach.ts'
import { type Charged, charge, failAuthentication, type Presence } from '../engine/charging.ts'
import { intentOf } from '../engine/invoicing.ts'
import { collect, fallBehind } from '../engine/subscribing.ts'
import { findCustomer } from '../find.ts'
import { moment } from '../life.ts'
import { newCustomer } from '../objects/customer.ts'
import { totals } from '../objects/line-item.ts'
import { newPaymentIntent } from '../objects/payment-intent.ts'
import { newPaymentMethod } from '../objects/payment-method.ts'
import type { Cart, CheckoutSession, Customer, Invoice, PaymentIntent, PaymentMethod } from '../state.ts'
import { complete } from './complete-session.ts'
import { subscribe } from './subscribe.ts'
import { unfit, wished } from './wish.ts'

/**
 * How paying at the hosted page ends. `complete`: the session is complete, paid or still unpaid, and the person is
 * sent to `return_to`. `authenticate`: their bank wants to hear it from them, `confirm3ds` is next. `declined`: it
 * is still open, and may be paid in another way.
 */
export type CheckoutOutcome =
  | { kind: 'complete'; return_to: string }
  | { kind: 'authenticate' }
  | { kind: 'declined'; code: string; message: string }

export interface CheckoutForm {
  /** A test card's number, or `slow`. */
  card: string
  email?: string
  name?: string
}

/** The person presses Pay. A session that is not open is refused with a `ControlRefusal`. */
export function payCheckout(world: World, id: string, form: CheckoutForm): CheckoutOutcome {
  const { session, cart } = open(world, id)
  const card = readCard(form.card)
  const customer = customerOf(world, session, form)
  const payer = { email: form.email ?? customer?.email ?? null, name: form.name ?? customer?.name ?? null }
  session.customer_details = { ...details, ...payer, tax_ids: [] }
  if (session.mode === 'subscription' && customer) {
    const method = attach(world, customer, card, payer)
    return outcome(world, session, cart, paySubscription(world, cart, customer, method, 'there'), method)
  }
  const method = newPaymentMethod(world, card, payer, null)
  return outcome(world, session, cart, payOnce(world, session, cart, method, 'there'), method)
}

/** The person says yes or no to their bank. */
export function confirm3ds(world: World, id: string, yes: boolean): CheckoutOutcome {
  const { session, cart } = open(world, id)
  const method = world.state.stripe.paymentMethods.get(cart.awaits ?? '')
  if (!method) throw unfit('no bank has asked')
  cart.awaits = null
  if (!yes) return refuse(world, session, cart)
  const charged =
    session.mode === 'payment'
      ? payOnce(world, session, cart, method, 'authenticated')
      : paySubscription(world, cart, findCustomer(world, session.customer ?? ''), method, 'authenticated')
  return outcome(world, session, cart, charged, method)
}

function open(world: World, id: string): { session: CheckoutSession; cart: Cart } {
  const { sessions, carts } = world.state.stripe
  const session = wished(sessions, id)
  if (session.status !== 'open' || session.expires_at <= moment(world)) throw unfit(`${id} is not open`)
  return { session, cart: wished(carts, id) }
}

/** Who pays. A subscription is somebody's, so there one is made who is not there yet; a payment may be nobody's. */
function customerOf(world: World, session: CheckoutSession, form: CheckoutForm): Customer | null {
  const { customer, customer_email, customer_creation, mode } = session
  const email = form.email ?? customer_email
  if (customer === null) {
    if (mode === 'payment' && customer_creation !== 'always') return null
    const made = newCustomer(world, { email, name: form.name ?? null })
    session.customer = made.id
    return made
  }
  const found = findCustomer(world, customer)
  // Checkout fills in an address that is missing, and leaves all else as it is.
  change(world, 'customer.updated', found, { email: found.email ?? email })
  return found
}

function payOnce(
  world: World,
  session: CheckoutSession,
  cart: Cart,
  method: PaymentMethod,
  presence: Presence,
): Charged {
  const { total } = totals(world, cart)
  if (total === 0) return { kind: 'succeeded' }
  const { paymentIntents } = world.state.stripe
  const intent =
    paymentIntents.get(session.payment_intent ?? '') ??
    newPaymentIntent(world, {
      amount: total,
      currency: session.currency ?? '',
      customer: session.customer,
      description: cart.description,
      metadata: cart.metadata,
      reused: false,
    })
  session.payment_intent = intent.id
  return charge(world, intent, method, presence)
}

function paySubscription(
  world: World,
  cart: Cart,
  customer: Customer,
  method: PaymentMethod,
  presence: Presence,
): Charged {
  const invoice = subscribe(world, cart, customer, method)
  keepCurrency(world, customer, invoice.currency)
  return invoice.status === 'paid'
    ? { kind: 'succeeded' }
    : collect(world, invoice, { method: method.id, presence })
}

function outcome(
  world: World,
  session: CheckoutSession,
  cart: Cart,
  charged: Charged,
  method: PaymentMethod,
): CheckoutOutcome {
  switch (charged.kind) {
    case 'succeeded':
    case 'slow':
      return { kind: 'complete', return_to: complete(world, session, cart, charged.kind === 'slow') }
    case 'asks':
      cart.awaits = method.id
      return { kind: 'authenticate' }
    case 'declined':
      return charged
  }
}

function refuse(world: World, session: CheckoutSession, cart: Cart): CheckoutOutcome {
  const { subscriptions, invoices, paymentIntents } = world.state.stripe
  const invoice: Invoice | undefined = invoices.get(
    subscriptions.get(cart.subscription ?? '')?.latest_invoice ?? '',
  )
  const intent: PaymentIntent | null | undefined = invoice
    ? intentOf(world, invoice.id)
    : paymentIntents.get(session.payment_intent ?? '')
  if (intent) failAuthentication(world, intent)
  if (invoice) fallBehind(world, invoice, false)
  return {
    kind: 'declined',
    code: 'authentication_required',
    message: 'We are unable to authenticate your payment method.',
  }
}

const details = {
  address: null,
  business_name: null,
  individual_name: null,
  phone: null,
  tax_exempt: 'none',
} as const
