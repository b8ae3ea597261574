import type { Stripe } from 'stripe'
import type { Billing, RefundAnswer, RefundDue } from '../../db/billing.ts'
import { createRefunds } from './refund-once.ts'
import { isKeyRefused, isStripe, mayPass, type Warn } from './trouble.ts'

interface Needs {
  billing: Billing
  stripe: Stripe
  logger: Warn
  now: () => Date
}

/**
 * Carries out a refund that the books owe. A time-out is asked again, and the money goes back once (case 31). Rejects
 * where the answer is still to come.
 */
export function createGiveBack(needs: Needs): (due: RefundDue) => Promise<RefundAnswer> {
  const refund = createRefunds(needs)
  return async due => {
    // An invoice that moved no money: there is nothing to give back but what it opened.
    if (due.price.amount === 0) return { kind: 'succeeded' }
    return await refund(due).then(answerOf, error => refusalOf(needs, due, error))
  }
}

/** `requires_action`: the payer must tell their bank first. A status we do not know is not taken for an end. */
function answerOf({ id, status, failure_reason }: Stripe.Refund): RefundAnswer {
  switch (status) {
    case 'succeeded':
      return { kind: 'succeeded', providerId: id }
    case 'failed':
    case 'canceled':
      return {
        kind: 'failed',
        because: 'refused',
        detail: `${status}: ${failure_reason ?? 'no reason given'} (${id})`,
      }
    default:
      return { kind: 'underway', providerId: id }
  }
}

/** A final no; whatever may pass, or is about the key, is thrown: it is asked again, and seen. */
async function refusalOf(needs: Needs, due: RefundDue, error: unknown): Promise<RefundAnswer> {
  if (!isStripe(error) || mayPass(error) || isKeyRefused(error)) throw error
  if (error.code === 'charge_already_refunded') return await earlier(needs, due, error)
  const because = error.code === 'balance_insufficient' ? 'balance_too_low' : 'refused'
  return { kind: 'failed', because, detail: detailOf(error) }
}

/**
 * It is back already. By this very refund, of which the answer was lost for longer than keys are kept: that is it. By
 * another, as the operator can make at Stripe: this one moved nothing, and the books are to look at that one (case 30).
 */
async function earlier(
  { stripe, billing }: Needs,
  { refundId, chargeId }: RefundDue,
  refusal: Stripe.errors.StripeError,
): Promise<RefundAnswer> {
  const { data } = await stripe.refunds.list({ payment_intent: chargeId, limit: 100 })
  const ours = data.find(({ metadata }) => metadata?.['refund'] === refundId)
  if (ours) return answerOf(ours)
  await billing.cards.readAgain({ kind: 'payment', id: chargeId }, chargeId)
  const others = data.map(({ id }) => id).join(', ')
  return { kind: 'failed', because: 'refused', detail: `${detailOf(refusal)} (${others})` }
}

function detailOf({ code, message }: Stripe.errors.StripeError): string {
  return code ? `${code}: ${message}` : message
}
