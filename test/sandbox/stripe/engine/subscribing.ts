import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { find } from '../find.ts'
import { moment } from '../life.ts'
import type { Invoice, Subscription } from '../state.ts'
import { type Charged, charge, type Presence } from './charging.ts'
import { draft, failInvoice, finalize, intentOf, settle } from './invoicing.ts'
import { periodEnd } from './period.ts'

/** The subscription an invoice bills. */
export function subscriptionOf(world: World, invoice: Invoice): Subscription {
  const id = invoice.parent?.subscription_details?.subscription ?? ''
  return find(world.state.stripe.subscriptions, 'subscription', id)
}

/** Tries to collect an open invoice, and lets its subscription follow. */
export function collect(
  world: World,
  invoice: Invoice,
  { method: id, presence }: { method: string | null; presence: Presence },
): Charged {
  const intent = intentOf(world, invoice.id)
  const method = world.state.stripe.paymentMethods.get(id ?? '')
  if (!intent) throw new Error(`${invoice.id} has nothing to pay`)
  invoice.attempt_count++
  const charged: Charged = method
    ? charge(world, intent, method, presence)
    : { kind: 'declined', code: 'missing', message: 'There is no payment method.' }
  switch (charged.kind) {
    case 'succeeded':
      settle(world, invoice)
      paidUp(world, invoice)
      break
    case 'slow':
      change(world, 'invoice.updated', invoice, { attempted: true, next_payment_attempt: null })
      break
    case 'asks':
    case 'declined':
      fallBehind(world, invoice, charged.kind === 'asks')
  }
  return charged
}

/** What follows from a paid invoice: an incomplete, late or paused subscription is active again. */
export function paidUp(world: World, invoice: Invoice): void {
  const subscription = subscriptionOf(world, invoice)
  const { status, latest_invoice } = subscription
  if (subscription.ended_at !== null || latest_invoice !== invoice.id) return
  if (status === 'paused') unpause(world, subscription)
  else if (status === 'incomplete' || status === 'past_due' || status === 'unpaid')
    change(world, 'customer.subscription.updated', subscription, { status: 'active' })
}

/** What follows from one that was not: retries, and after the last of them what the account is set to. */
export function fallBehind(world: World, invoice: Invoice, asks: boolean): void {
  const subscription = subscriptionOf(world, invoice)
  const { retries } = world.state.stripe.account
  const renewal = invoice.billing_reason === 'subscription_cycle' && subscription.ended_at === null
  const finalizedAt = invoice.status_transitions.finalized_at ?? moment(world)
  const next = renewal
    ? (retries.map(wait => finalizedAt + wait).find(at => at > moment(world)) ?? null)
    : null
  failInvoice(world, invoice, { asks, next })
  if (!renewal) return
  if (next === null) giveUpOn(world, subscription)
  else if (subscription.status === 'active' || subscription.status === 'trialing')
    change(world, 'customer.subscription.updated', subscription, { status: 'past_due' })
}

function giveUpOn(world: World, subscription: Subscription): void {
  const { afterRetries } = world.state.stripe.account
  if (afterRetries === 'cancel') end(world, subscription, 'payment_failed')
  else change(world, 'customer.subscription.updated', subscription, { status: afterRetries })
}

/** It is over. */
export function end(
  world: World,
  subscription: Subscription,
  reason: 'cancellation_requested' | 'payment_failed' | null,
): void {
  const now = moment(world)
  Object.assign(subscription, {
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    cancellation_details: {
      ...(subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null }),
      reason: subscription.cancellation_details?.reason ?? reason,
    },
  })
  stopCollecting(world, subscription)
  emit(world, 'customer.subscription.deleted', subscription)
}

/** Open and draft invoices stay, and nobody tries to collect them any more. */
function stopCollecting(world: World, { id }: Subscription): void {
  for (const invoice of world.state.stripe.invoices.values())
    if (
      (invoice.status === 'open' || invoice.status === 'draft') &&
      invoice.parent?.subscription_details?.subscription === id
    )
      change(world, 'invoice.updated', invoice, {
        auto_advance: false,
        automatically_finalizes_at: null,
        next_payment_attempt: null,
      })
}

/** The next period begins; its invoice is drafted. An unpaid subscription's draft stays one. */
export function renew(world: World, subscription: Subscription): void {
  const [item] = subscription.items.data
  if (!item) throw new Error(`${subscription.id} has no item`)
  const start = item.current_period_end
  const period = { start, end: periodEnd(item.price, subscription.billing_cycle_anchor, start) }
  const before = structuredClone({ items: subscription.items, status: subscription.status })
  const invoice = draft(world, subscription, {
    reason: 'subscription_cycle',
    period,
    coupon: couponOf(world, subscription),
  })
  item.current_period_start = period.start
  item.current_period_end = period.end
  if (subscription.status === 'trialing') subscription.status = 'active'
  if (subscription.status === 'unpaid')
    Object.assign(invoice, { auto_advance: false, automatically_finalizes_at: null })
  emit(world, 'customer.subscription.updated', subscription, {
    items: before.items,
    ...(before.status === subscription.status ? {} : { status: before.status }),
  })
}

/** The coupon that its invoices are less by, as long as it lasts. */
export function couponOf(world: World, subscription: Subscription): string | null {
  return world.state.stripe.discounts.get(subscription.discounts[0] ?? '') ?? null
}

/** A renewal's draft is an hour old: it is finalized, and its money taken. */
export function finalizeAndCollect(world: World, invoice: Invoice): void {
  finalize(world, invoice)
  if (invoice.status === 'open') collectByFile(world, invoice)
  else paidUp(world, invoice)
}

/** Tries what is on file: the subscription's payment method, else the customer's. */
export function collectByFile(world: World, invoice: Invoice): Charged {
  return collect(world, invoice, {
    method: methodOnFile(world, subscriptionOf(world, invoice)),
    presence: 'away',
  })
}

export function methodOnFile(
  world: World,
  { default_payment_method, customer: id }: Subscription,
): string | null {
  const customer = world.state.stripe.customers.get(id)
  if (default_payment_method !== null) return default_payment_method
  return customer && 'invoice_settings' in customer ? customer.invoice_settings.default_payment_method : null
}

/** A pause is over. */
function unpause(world: World, subscription: Subscription): void {
  const { status_details } = subscription
  delete subscription.status_details
  subscription.status = 'active'
  emit(world, 'customer.subscription.resumed', subscription, { status: 'paused', status_details })
  emit(world, 'customer.subscription.updated', subscription, { status: 'paused', status_details })
}
