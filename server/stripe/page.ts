import type { Stripe } from 'stripe'
import type { Billing, OpenCheckoutResult, Order } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import type { Customers } from './customer.ts'
import type { CardOffer } from './offer.ts'
import type { Prices } from './prices.ts'
import { sessionFor } from './session.ts'
import { isMissing, isStripe, type Warn } from './trouble.ts'

export interface PageNeeds {
  billing: Billing
  stripe: Stripe
  prices: Prices
  customers: Customers
  publicUrl: string
  logger: Warn
}

type Opened = Extract<OpenCheckoutResult, { kind: 'opened' }>
type Session = Stripe.Checkout.Session

/** `useless`: nothing can come of this order any more, and another is needed. */
type PageOrNone = Extract<CardOffer, { kind: 'opened' | 'paid' | 'unavailable' }> | 'useless'

/** Stripe's page for an order: the one it has, or a new one under the order's own id as the key. */
export async function pageFor(
  needs: PageNeeds,
  { order, stacksAfter, sessionId }: Opened,
  language: string | null,
): Promise<PageOrNone> {
  const session = sessionId ? await look(needs, sessionId) : await make(needs, order, language)
  if (session === 'useless') return session
  if (session === 'unavailable') return { kind: session }
  if (session.status === 'complete') {
    if (hasFailed(session)) return 'useless'
    const { id, customer } = session
    await needs.billing.cards.readAgain({ kind: 'session', id }, idOf(customer) ?? id)
    return { kind: 'paid' }
  }
  if (session.status !== 'open' || !session.url) return 'useless'
  const { id: orderId, expiresAt } = order
  return { kind: 'opened', url: session.url, orderId, sessionId: session.id, expiresAt, stacksAfter }
}

async function look({ stripe }: PageNeeds, sessionId: string): Promise<Session | 'useless'> {
  try {
    return await stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] }, PROMPT)
  } catch (error) {
    // Of another mode or account: the key was changed.
    if (isStripe(error) && error.code === 'resource_missing') return 'useless'
    throw error
  }
}

async function make(
  needs: PageNeeds,
  order: Order,
  language: string | null,
): Promise<Session | 'useless' | 'unavailable'> {
  const { billing, stripe, prices, customers, publicUrl } = needs
  const renews = await prices.learn(order.plan)
  if (renews === null) return 'unavailable'
  const customer = await customers.of(order.personId)
  const body = sessionFor(order, { customer, renews, publicUrl, language })
  const once = { ...PROMPT, idempotencyKey: `order:${order.id}` }
  let session: Session
  try {
    session = await stripe.checkout.sessions.create(body, once)
  } catch (error) {
    if (isMissing(error, 'customer')) {
      await customers.forget(customer)
      return 'useless'
    }
    if (isStripe(error) && error.type === 'StripeIdempotencyError' && error.statusCode === 400)
      return await alreadyMade(needs, order)
    throw error
  }
  if (!(await isAsOrdered(needs, session, order))) return 'unavailable'
  await billing.cards.keepCheckout({ orderId: order.id, sessionId: session.id })
  return session
}

/**
 * Something in the request is another than when the session was made, as the language. It is taken where its id is known
 * meanwhile; where it is not, its answer was lost, and nobody has its address.
 */
async function alreadyMade(needs: PageNeeds, { id, personId, plan }: Order): Promise<Session | 'useless'> {
  const again = await needs.billing.cards.openCheckout({ personId, planCode: plan.code })
  const known = again.kind === 'opened' && again.order.id === id ? again.sessionId : null
  return known ? await look(needs, known) : 'useless'
}

/** What Stripe would take is what the order says (case 81); a page that asks for anything else is closed. */
async function isAsOrdered(
  { stripe, logger }: PageNeeds,
  session: Session,
  { id, price }: Order,
): Promise<boolean> {
  const { currency, amount_total: amount, mode } = session
  const isCurrency = currency?.toUpperCase() === price.currency
  if (isCurrency && (mode === 'subscription' || amount === price.amount)) return true
  logger.error({ order_id: id, price, currency, amount }, 'Stripe would take another sum than the plan says')
  await stripe.checkout.sessions.expire(session.id, {}, PROMPT)
  return false
}

/** Complete, and the money that was to come later did not (case 65): it can be bought again. */
function hasFailed({ payment_status, payment_intent }: Session): boolean {
  if (payment_status !== 'unpaid' || payment_intent === null || typeof payment_intent === 'string')
    return false
  return payment_intent.status === 'requires_payment_method' || payment_intent.status === 'canceled'
}

function idOf(customer: Session['customer']): string | null {
  return typeof customer === 'string' ? customer : (customer?.id ?? null)
}
