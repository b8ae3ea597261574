import type { Stripe } from 'stripe'
import type { Billing, OpenCheckoutResult, Order } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import { close } from './close.ts'
import type { Customers } from './customer.ts'
import type { CardOffer } from './offer.ts'
import type { Prices } from './prices.ts'
import { sessionFor } from './session.ts'
import { judge, type Made, type Standing, standingOf } from './standing.ts'
import { isMissing, isReplayed, isStripe, mayPass, type Warn } from './trouble.ts'

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
  const { id: orderId, expiresAt } = order
  const standing = sessionId
    ? await standingOf(needs, { orderId, sessionId, isCanceled: false })
    : await make(needs, order, language)
  if (standing === 'useless' || standing.kind === 'over') return 'useless'
  if (standing.kind !== 'open') return standing
  const { session, url } = standing
  const held =
    session.mode === 'subscription'
      ? { stacksAfter: null, overlapsUntil: stacksAfter }
      : { stacksAfter, overlapsUntil: null }
  return { kind: 'opened', url, orderId, sessionId: session.id, expiresAt, ...held }
}

type MadeOrNot = Standing | { kind: 'unavailable' } | 'useless'
const UNAVAILABLE = { kind: 'unavailable' } as const

/** Nobody holds two pages of one plan: what there was before is closed first, or found to be paid. */
async function make(needs: PageNeeds, order: Order, language: string | null): Promise<MadeOrNot> {
  const { billing, prices, customers, publicUrl } = needs
  const renews = await prices.learn(order.plan)
  if (renews === null) return UNAVAILABLE
  const before = await billing.cards.checkoutsBeside(order)
  const paid = await close(needs, order, before)
  if (paid) return paid
  const customer = await customers.of(order.personId)
  const session = await create(needs, order, sessionFor(order, { customer, renews, publicUrl, language }))
  if (session === 'no customer') return (await customers.wasDeleted(customer)) ? 'useless' : UNAVAILABLE
  if (!session || !(await isAsOrdered(needs, session, order))) return UNAVAILABLE
  await billing.cards.keepCheckout({ orderId: order.id, sessionId: session.id })
  const made = await judge(needs, { orderId: order.id, isCanceled: false }, session)
  return made.kind === 'open' ? await alone(needs, order, made, before) : made
}

type Body = Stripe.Checkout.SessionCreateParams

/** null: it is being made this very moment by another click, which will have it. */
async function create(
  needs: PageNeeds,
  { id: orderId, personId, createdAt }: Order,
  body: Body,
): Promise<Session | 'no customer' | null> {
  const { sessions } = needs.stripe.checkout
  try {
    return await sessions.create(body, { ...PROMPT, idempotencyKey: `order:${orderId}` })
  } catch (error) {
    if (!isStripe(error)) throw error
    if (isMissing(error, 'customer')) return 'no customer'
    if (error.type === 'StripeIdempotencyError' && error.statusCode === 400) {
      // Something in the request is another than when it was made, as the language. It may be in somebody's hands.
      const since = { gte: Math.floor(+createdAt / 1000) - CLOCKS_DIFFER_SECONDS }
      const { customer = '' } = body
      const { data } = await sessions.list({ customer, created: since, limit: 100 }, PROMPT)
      return data.find(({ client_reference_id }) => client_reference_id === orderId) ?? null
    }
    // Stripe keeps such an answer under its key: what was mended meanwhile is seen only under another.
    if (!mayPass(error) || isReplayed(error)) await needs.billing.cancelOrder({ personId, orderId })
    throw error
  }
}

const CLOCKS_DIFFER_SECONDS = 300

/**
 * Two clicks of one moment can be for two orders: of two editions of the plan, as while a new one is rolled out. Each
 * page is in the books before this looks, so one of them at least sees the other; that for the younger order stays.
 */
async function alone(
  needs: PageNeeds,
  order: Order,
  made: Extract<Standing, { kind: 'open' }>,
  before: Made[],
): Promise<Standing | typeof UNAVAILABLE> {
  const known = new Set(before.map(({ sessionId }) => sessionId))
  const others = await needs.billing.cards.checkoutsBeside(order)
  const since = others.filter(({ sessionId }) => !known.has(sessionId))
  const isYoungest = since.every(({ orderId }) => orderId < order.id)
  const paid = isYoungest ? await close(needs, order, since) : null
  if (isYoungest && !paid) return made
  await needs.stripe.checkout.sessions.expire(made.session.id, {}, PROMPT)
  return paid ?? UNAVAILABLE
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
