import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { capture } from '../engine/charging.ts'
import { collectByFile, end, finalizeAndCollect, renew } from '../engine/subscribing.ts'
import type { Invoice, Subscription } from '../state.ts'
import { expireSession } from './expire-session.ts'
import { voidInvoice } from './invoice.ts'

interface Due {
  /** In seconds. */
  at: number
  happen: () => void
}

const hour = 60 * 60
const trialWarning = 72 * hour
const firstPayment = 23 * hour

/** Makes happen, in order and each at its own moment, all that falls due up to `to`, in seconds. Does not move the clock. */
export function advance(world: World, to: number): void {
  for (;;) {
    const next = earliest(world)
    if (next === undefined || next.at > to) return
    world.stripe.moment = next.at
    try {
      next.happen()
    } finally {
      world.stripe.moment = null
    }
  }
}

/** The next moment, in seconds, at which something falls due by itself; null: nothing waits. */
export function nextDue(world: World): number | null {
  return earliest(world)?.at ?? null
}

function earliest(world: World): Due | undefined {
  let first: Due | undefined
  for (const due of dues(world)) if (first === undefined || due.at < first.at) first = due
  return first
}

/** Of what is due at one moment, the first here happens first: an end comes before the renewal it prevents. */
function* dues(world: World): Generator<Due> {
  const { captures, sessions, subscriptions, invoices } = world.state.stripe
  for (const [charge, at] of captures) yield { at, happen: () => capture(world, charge) }
  for (const { id, status, expires_at } of sessions.values())
    if (status === 'open') yield { at: expires_at, happen: () => expireSession(world, id) }
  for (const subscription of subscriptions.values())
    if (subscription.ended_at === null) yield* ofSubscription(world, subscription)
  for (const invoice of invoices.values()) yield* ofInvoice(world, invoice)
}

function* ofSubscription(world: World, subscription: Subscription): Generator<Due> {
  const { id, status, created, cancel_at, trial_end, items } = subscription
  if (status === 'incomplete') {
    yield { at: created + firstPayment, happen: () => abandon(world, subscription) }
    return
  }
  if (cancel_at !== null)
    yield { at: cancel_at, happen: () => end(world, subscription, 'cancellation_requested') }
  const { trialWarnings } = world.state.stripe
  if (status === 'trialing' && trial_end !== null && !trialWarnings.has(id)) {
    const at = Math.max(created, trial_end - trialWarning)
    yield {
      at,
      happen: () => {
        trialWarnings.set(id, at)
        emit(world, 'customer.subscription.trial_will_end', subscription)
      },
    }
  }
  const [item] = items.data
  if (item && status !== 'paused')
    yield { at: item.current_period_end, happen: () => renew(world, subscription) }
}

function* ofInvoice(world: World, invoice: Invoice): Generator<Due> {
  const { status, automatically_finalizes_at: finalizes, next_payment_attempt: attempt } = invoice
  if (status === 'draft' && finalizes !== null)
    yield { at: finalizes, happen: () => finalizeAndCollect(world, invoice) }
  if (status === 'open' && attempt !== null)
    yield { at: attempt, happen: () => void collectByFile(world, invoice) }
}

/** The first invoice was not paid in its 23 hours: the subscription never began. */
function abandon(world: World, subscription: Subscription): void {
  if (subscription.latest_invoice !== null) voidInvoice(world, subscription.latest_invoice)
  const at = world.stripe.moment
  change(world, 'customer.subscription.updated', subscription, { status: 'incomplete_expired', ended_at: at })
}
