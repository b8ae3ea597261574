import type { Stripe } from 'stripe'
import type { Billing, RenewalAnswer, RenewalDue } from '../../db/billing.ts'
import { requireOurAccount } from './account.ts'
import { idOf } from './reading.ts'
import { isKeyRefused, isStripe, mayPass } from './trouble.ts'

interface Needs {
  billing: Billing
  stripe: Stripe
  livemode: boolean
  now: () => Date
}

/** Nothing more will be taken in these. */
const OVER = new Set(['canceled', 'incomplete_expired'])

/**
 * Has a subscription end with its period, or go on after it. Asked again, changes nothing. Rejects where the answer is
 * still to come: a time-out, trouble of Stripe's, a key it does not take.
 */
export async function changeRenewal(needs: Needs, due: RenewalDue): Promise<RenewalAnswer> {
  const { stripe, billing } = needs
  const { providerId: id, wish } = due
  try {
    const { status, cancel_at, cancel_at_period_end, customer } = await stripe.subscriptions.retrieve(id)
    if (OVER.has(status)) return wish === 'stop' ? { kind: 'done' } : { kind: 'refused', detail: status }
    const isEnding = cancel_at !== null || cancel_at_period_end
    if (isEnding !== (wish === 'stop'))
      await stripe.subscriptions.update(id, changeOf(wish, cancel_at_period_end))
    // An event tells the same, where one comes.
    await billing.cards.readAgain({ kind: 'subscription', id }, idOf(customer))
    return { kind: 'done' }
  } catch (error) {
    return await refusalOf(needs, error, id)
  }
}

/** It may end by the flag, or by a date alone (case 74); Stripe takes one of them at a time. */
function changeOf(wish: RenewalDue['wish'], isByFlag: boolean): Stripe.SubscriptionUpdateParams {
  if (wish === 'stop') return { cancel_at_period_end: true }
  return isByFlag ? { cancel_at_period_end: false } : { cancel_at: '' }
}

/** A final no; whatever may pass, or is about the key, is thrown: it is asked again, and seen. */
async function refusalOf(needs: Needs, error: unknown, id: string): Promise<RenewalAnswer> {
  if (!isStripe(error) || mayPass(error) || isKeyRefused(error)) throw error
  if (error.code === 'resource_missing') await requireOurAccount(needs)
  // Ended in between.
  else if (OVER.has((await needs.stripe.subscriptions.retrieve(id)).status)) return { kind: 'done' }
  return { kind: 'refused', detail: error.code ? `${error.code}: ${error.message}` : error.message }
}
