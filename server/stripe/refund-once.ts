import type { Stripe } from 'stripe'
import type { RefundDue } from '../../db/billing.ts'
import { isReplayed, isStripe } from './trouble.ts'

interface Needs {
  stripe: Stripe
  now: () => Date
}

/** What Stripe was in the middle of when it got into trouble it has mended, or dropped, by then. */
const MENDED_MS = 10 * 60 * 1000

/**
 * Has Stripe give back what is due, once: the refund's id is the idempotency key. Trouble of Stripe's own (5xx) is what
 * it answers under that key from then on, and says nothing of the money: then that refund is looked for, and after a
 * while in which there is none, it is asked for under a further key. Rejects with what Stripe said.
 */
export function createRefunds({ stripe, now }: Needs): (due: RefundDue) => Promise<Stripe.Refund> {
  const troubles = new Map<string, { key: number; since: Date }>()
  return async due => {
    const { refundId } = due
    const { key, since } = troubles.get(refundId) ?? { key: 0, since: now() }
    try {
      const before = key > 0 ? await made(stripe, due) : null
      return (
        before ?? (await ask(stripe, due, key === 0 ? `refund:${refundId}` : `refund:${refundId}:${key}`))
      )
    } catch (error) {
      if (!isStripe(error) || !isReplayed(error)) throw error
      const after = await made(stripe, due)
      if (after) return after
      const isMended = +now() - +since >= MENDED_MS
      troubles.set(refundId, isMended ? { key: key + 1, since: now() } : { key, since })
      throw error
    }
  }
}

async function ask(
  stripe: Stripe,
  { refundId, chargeId, payerId, price }: RefundDue,
  idempotencyKey: string,
): Promise<Stripe.Refund> {
  return await stripe.refunds.create(
    {
      payment_intent: chargeId,
      amount: price.amount,
      metadata: { refund: refundId, person: String(payerId) },
    },
    { idempotencyKey },
  )
}

/** This very refund, where Stripe has it already; null: it has not. */
async function made(stripe: Stripe, { refundId, chargeId }: RefundDue): Promise<Stripe.Refund | null> {
  for await (const refund of stripe.refunds.list({ payment_intent: chargeId, limit: 100 }))
    if (refund.metadata?.['refund'] === refundId) return refund
  return null
}
