import type { Stripe } from 'stripe'
import type { Billing, Order } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import { type Made, type Paid, type Standing, standingOf } from './standing.ts'
import { isStripe } from './trouble.ts'

interface Needs {
  billing: Billing
  stripe: Stripe
}

/**
 * Closes these pages, on which the buyer of `order` could pay for the same plan as well, and withdraws what they were
 * for: nobody is to hold two. Says so where one of them is paid; then the rest stays as it is.
 */
export async function close(needs: Needs, { personId }: Order, pages: Made[]): Promise<Paid | null> {
  for (const page of pages) {
    const standing = await closed(needs, page)
    if (standing.kind === 'paid') return standing
    if (!page.isCanceled) await needs.billing.cancelOrder({ personId, orderId: page.orderId })
  }
  return null
}

async function closed(needs: Needs, page: Made): Promise<Exclude<Standing, { kind: 'open' }>> {
  const before = await standingOf(needs, page)
  if (before.kind !== 'open') return before
  try {
    await needs.stripe.checkout.sessions.expire(page.sessionId, {}, PROMPT)
    return { kind: 'over' }
  } catch (error) {
    if (!isStripe(error)) throw error
    // They paid there in this very moment, or it ran out.
    const now = await standingOf(needs, page)
    if (now.kind === 'open') throw error
    return now
  }
}
