import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { keepable } from './keepable.ts'
import { subjectOf } from './subject.ts'

/** For so long Stripe goes on bringing an event that was not taken; younger ones may still be on their way. */
const BROUGHT_MS = 3 * 24 * 60 * 60 * 1000

/** After so many in a row that were brought, whatever is older was brought too. */
const ENOUGH = 100

/**
 * Keeps the events that Stripe never got through with: the webhook was down for days, or not set up (case 78). It goes
 * back as far as it must, at most the thirty days that Stripe remembers. Returns how many there were. Safe to call at
 * any time, from any number of processes.
 */
export async function catchUp({
  stripe,
  billing,
  now,
}: {
  stripe: Stripe
  billing: Billing
  now: Date
}): Promise<number> {
  let missed = 0
  let knownInRow = 0
  for await (const event of stripe.events.list({ limit: 100 })) {
    const named = subjectOf(event)
    if (typeof named === 'string') continue
    const { id, type } = event
    const kept = await billing.cards.keepEvent({ id, type, ...named, payload: keepable(event) })
    if (kept === 'kept') missed++
    knownInRow = kept === 'kept' ? 0 : knownInRow + 1
    if (knownInRow >= ENOUGH && event.created * 1000 < +now - BROUGHT_MS) break
  }
  return missed
}
