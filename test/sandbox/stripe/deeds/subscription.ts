import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { draft, finalize } from '../engine/invoicing.ts'
import { periodEnd } from '../engine/period.ts'
import { collectByFile, couponOf, end, paidUp } from '../engine/subscribing.ts'
import { moment } from '../life.ts'
import type { Subscription } from '../state.ts'
import { unfit, wished } from './wish.ts'

/** As the portal does: at the period's end, by `cancel_at` alone, or now. */
export function cancelSubscription(world: World, id: string, when: 'period_end' | 'now'): void {
  const subscription = living(world, id)
  const requested = { ...details(subscription), reason: 'cancellation_requested' as const }
  if (when === 'now') {
    subscription.cancellation_details = requested
    end(world, subscription, 'cancellation_requested')
    return
  }
  change(world, 'customer.subscription.updated', subscription, {
    cancel_at: endOfPeriod(subscription),
    canceled_at: moment(world),
    cancellation_details: requested,
  })
}

/** Takes back a cancellation that is still to come, or ends a pause. */
export function resumeSubscription(world: World, id: string): void {
  const subscription = living(world, id)
  if (subscription.status === 'paused') {
    goOn(world, subscription)
    return
  }
  if (subscription.cancel_at === null) throw unfit(`${id} is not to end`)
  change(world, 'customer.subscription.updated', subscription, {
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { ...details(subscription), reason: null },
  })
}

/** Nothing is billed until it is resumed. */
export function pauseSubscription(world: World, id: string): void {
  const subscription = living(world, id)
  const { status } = subscription
  if (status !== 'active' && status !== 'trialing') throw unfit(`${id} is ${status}`)
  subscription.status = 'paused'
  subscription.status_details = {
    paused: {
      subscription: { type: 'pause_requested' },
      transitioned_at: moment(world),
      type: 'subscription',
    },
  }
  emit(world, 'customer.subscription.updated', subscription, { status })
  emit(world, 'customer.subscription.paused', subscription)
}

/** When it would end at a period's end. */
export function endOfPeriod({ id, items }: Subscription): number {
  const [item] = items.data
  if (!item) throw new Error(`${id} has no item`)
  return item.current_period_end
}

/** A new period begins now, and is billed now; once that is paid it is active. */
function goOn(world: World, subscription: Subscription): void {
  const [item] = subscription.items.data
  if (!item) throw new Error(`${subscription.id} has no item`)
  const start = moment(world)
  const period = { start, end: periodEnd(item.price, start, start) }
  subscription.billing_cycle_anchor = start
  item.current_period_start = period.start
  item.current_period_end = period.end
  const coupon = couponOf(world, subscription)
  const invoice = draft(world, subscription, { reason: 'subscription_update', period, coupon })
  finalize(world, invoice)
  if (invoice.status === 'open') collectByFile(world, invoice)
  else paidUp(world, invoice)
}

function living(world: World, id: string): Subscription {
  const subscription = wished(world.state.stripe.subscriptions, id)
  if (subscription.ended_at !== null) throw unfit(`${id} is ${subscription.status}`)
  return subscription
}

function details({ cancellation_details }: Subscription) {
  return cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null }
}
