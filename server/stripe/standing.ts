import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import { idOf } from './reading.ts'
import { isStripe } from './trouble.ts'

interface Needs {
  billing: Billing
  stripe: Stripe
}

type Session = Stripe.Checkout.Session

/** An order that Stripe took money for, or is taking it, which the books do not know yet. */
export interface Paid {
  kind: 'paid'
  orderId: string
}

/** How a page to pay on stands. `over`: nobody can pay there any more, and nobody has. */
export type Standing = { kind: 'open'; session: Session; url: string } | Paid | { kind: 'over' }

/** The page that was made for an order. */
export interface Made {
  orderId: string
  sessionId: string
  /** No money is awaited there any more. */
  isCanceled: boolean
}

/** How it stands, by what Stripe says now. */
export async function standingOf(needs: Needs, made: Made): Promise<Standing> {
  try {
    const more = { expand: ['payment_intent'] }
    return await judge(
      needs,
      made,
      await needs.stripe.checkout.sessions.retrieve(made.sessionId, more, PROMPT),
    )
  } catch (error) {
    // Of another mode or account: the key was changed.
    if (isStripe(error) && error.code === 'resource_missing') return { kind: 'over' }
    throw error
  }
}

/** The same of one that was just read. What is paid is brought into the books: no event did that so far. */
export async function judge(
  { billing }: Needs,
  { orderId, isCanceled }: Pick<Made, 'orderId' | 'isCanceled'>,
  session: Session,
): Promise<Standing> {
  const { id, status, url, customer } = session
  if (status === 'open' && url) return { kind: 'open', session, url }
  if (status !== 'complete' || hasFailed(session, isCanceled)) return { kind: 'over' }
  await billing.cards.readAgain({ kind: 'session', id }, idOf(customer) ?? id)
  return { kind: 'paid', orderId }
}

/** Complete, and the money that was to come later did not (case 65): it can be bought again. */
function hasFailed({ payment_status, payment_intent }: Session, isCanceled: boolean): boolean {
  if (payment_status !== 'unpaid') return false
  if (payment_intent === null || typeof payment_intent === 'string') return isCanceled
  return payment_intent.status === 'requires_payment_method' || payment_intent.status === 'canceled'
}
