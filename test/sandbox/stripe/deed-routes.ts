import type { FastifyInstance } from 'fastify'
import Type, { type TSchema } from 'typebox'
import type { World } from '../world.ts'
import { cards } from './card.ts'
import { addCoupon, addPrice, archivePrice, type NewPrice } from './deeds/catalog.ts'
import { changeCard } from './deeds/change-card.ts'
import { deleteCustomer } from './deeds/customer.ts'
import { closeDispute, type DisputeWish, openDispute } from './deeds/dispute.ts'
import { expireSession } from './deeds/expire-session.ts'
import { markUncollectible, payInvoice, voidInvoice } from './deeds/invoice.ts'
import { confirm3ds, payCheckout } from './deeds/pay-checkout.ts'
import { failRefund, type RefundWish, refund, succeedRefund } from './deeds/refund.ts'
import { failAsync, succeedAsync } from './deeds/settle-async.ts'
import { setSettlement } from './deeds/settlement.ts'
import { cancelSubscription, pauseSubscription, resumeSubscription } from './deeds/subscription.ts'
import type * as face from './face.ts'

const { Boolean: flag, Enum: oneOf, Integer: whole, Optional: maybe } = Type
const text = Type.String({ minLength: 1 })
const card = oneOf(cards)

/** One deed of a kind: where it is asked for, what it takes, and what it does. */
type Deed = <Wish>(name: string, fields: Record<string, TSchema>, act: (wish: Wish) => unknown) => void

/** What customers, their banks and the merchant do: `POST /control/stripe/<deed>`, each answers with what came of it. */
export function deedRoutes(app: FastifyInstance, world: World): void {
  const deed: Deed = <Wish>(name: string, fields: Record<string, TSchema>, act: (wish: Wish) => unknown) => {
    const body = Type.Object(fields, { additionalProperties: false })
    // The schema has checked what the type says.
    app.post(
      `/${name}`,
      { schema: { body } },
      async ({ body }) => (await act(body as Wish)) ?? { done: true },
    )
  }
  catalog(deed, world)
  customers(deed, world)
  subscriptions(deed, world)
  merchant(deed, world)
}

function catalog(deed: Deed, world: World): void {
  const price = {
    id: maybe(text),
    name: text,
    amount: whole(),
    currency: text,
    interval_count: maybe(whole()),
  }
  const interval = maybe(oneOf(['day', 'week', 'month', 'year']))
  deed<NewPrice>('add-price', { ...price, interval }, wish => addPrice(world, wish))
  deed<{ price: string }>('archive-price', { price: text }, wish => archivePrice(world, wish.price))
  deed<face.NewCoupon>(
    'add-coupon',
    { id: text, percent_off: Type.Number(), duration: oneOf(['once', 'forever']) },
    wish => addCoupon(world, wish),
  )
  deed<face.Settlement>(
    'settle-in',
    { currency: text, rates: maybe(Type.Record(text, Type.Number())) },
    wish => setSettlement(world, wish.currency, wish.rates),
  )
}

function customers(deed: Deed, world: World): void {
  deed<face.PayCheckout>(
    'pay-checkout',
    { session: text, card, email: maybe(text), name: maybe(text) },
    ({ session, ...form }) => payCheckout(world, session, form),
  )
  deed<face.Confirm3ds>('confirm-3ds', { session: text, yes: flag() }, wish =>
    confirm3ds(world, wish.session, wish.yes),
  )
  deed<{ session: string }>('expire-session', { session: text }, wish => expireSession(world, wish.session))
  deed<face.SettleDebit>('settle-debit', { payment_intent: text, succeeds: flag() }, wish =>
    (wish.succeeds ? succeedAsync : failAsync)(world, wish.payment_intent),
  )
  deed<face.PayInvoice>(
    'pay-invoice',
    { invoice: text, card: maybe(card), authenticated: maybe(flag()) },
    ({ invoice, ...how }) => payInvoice(world, invoice, how),
  )
  deed<face.ChangeCard>('change-card', { customer: text, card }, wish =>
    changeCard(world, wish.customer, wish.card),
  )
}

function subscriptions(deed: Deed, world: World): void {
  deed<face.CancelSubscription>(
    'cancel-subscription',
    { subscription: text, when: oneOf(['period_end', 'now']) },
    wish => cancelSubscription(world, wish.subscription, wish.when),
  )
  const subscription = { subscription: text }
  deed<{ subscription: string }>('resume-subscription', subscription, wish =>
    resumeSubscription(world, wish.subscription),
  )
  deed<{ subscription: string }>('pause-subscription', subscription, wish =>
    pauseSubscription(world, wish.subscription),
  )
}

/** At the dashboard, and what banks do to a merchant. */
function merchant(deed: Deed, world: World): void {
  const amount = maybe(whole({ minimum: 1 }))
  const reason = maybe(oneOf(['duplicate', 'fraudulent', 'requested_by_customer']))
  const metadata = maybe(Type.Record(text, Type.String()))
  deed<RefundWish>('refund', { charge: text, amount, reason, metadata, pending: maybe(flag()) }, wish =>
    refund(world, wish),
  )
  deed<face.EndRefund>('end-refund', { refund: text, succeeds: flag() }, wish =>
    (wish.succeeds ? succeedRefund : failRefund)(world, wish.refund),
  )
  deed<DisputeWish>(
    'open-dispute',
    { charge: text, amount, reason: maybe(text), inquiry: maybe(flag()) },
    wish => openDispute(world, wish),
  )
  deed<face.CloseDispute>(
    'close-dispute',
    { dispute: text, ending: oneOf(['won', 'lost', 'appeal']) },
    wish => closeDispute(world, wish.dispute, wish.ending),
  )
  deed<{ invoice: string }>('void-invoice', { invoice: text }, wish => voidInvoice(world, wish.invoice))
  deed<{ invoice: string }>('mark-uncollectible', { invoice: text }, wish =>
    markUncollectible(world, wish.invoice),
  )
  deed<{ customer: string }>('delete-customer', { customer: text }, wish =>
    deleteCustomer(world, wish.customer),
  )
}
