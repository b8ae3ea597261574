import Type, { type Static } from 'typebox'
import { ProblemJson } from './contract.ts'

/** The JSON of the card rail and of subscriptions, on either rail. */

const Instant = Type.String({ format: 'date-time' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** `POST /api/v1/billing/checkout`. `anyway`: beside a subscription that lives already; they were asked (case 37). */
export const CheckoutChoiceJson = Type.Object({
  plan: Type.String({ minLength: 1, maxLength: 64 }),
  anyway: Type.Optional(Type.Boolean()),
})
export type CheckoutChoiceJson = Static<typeof CheckoutChoiceJson>

export const CheckoutJson = Type.Object({
  order_id: Type.String(),
  session_id: Type.String(),
  /** The provider's own page, for `openLink`. */
  url: Type.String(),
  expires_at: Instant,
  /** They hold this plan until then, and what they buy begins there; null: at once. */
  stacks_after: Nullable(Instant),
  /** They hold this plan until then, and what they buy renews: it is charged and begins at once; null: they do not. */
  overlaps_until: Nullable(Instant),
})
export type CheckoutJson = Static<typeof CheckoutJson>

/** No page to pay on. `paid-already` says by which order, which can be followed to its end. */
export const CheckoutRefusedJson = Type.Object({
  ...ProblemJson.properties,
  order_id: Type.Optional(Type.String()),
})
export type CheckoutRefusedJson = Static<typeof CheckoutRefusedJson>

/** A page of the provider's, for `openLink`; it lives for minutes. */
export const LinkJson = Type.Object({ url: Type.String() })
export type LinkJson = Static<typeof LinkJson>

const Price = Type.Object({ amount: Type.Integer(), currency: Type.String() })

const subscription = {
  /** The code of the plan; null: none. */
  plan: Nullable(Type.String()),
  /** What it is called, in the language asked for. */
  plan_title: Nullable(Type.String()),
  /**
   * Of a subscription: `trialing`, `active`, `past_due`, `unpaid`, `paused`, `canceled`, `incomplete`,
   * `incomplete_expired`, or the provider's own new word. Paid once: `active`. Over: `ended`. Never: `inactive`.
   */
  status: Type.String(),
  rail: Nullable(Type.Enum(['stars', 'card', 'manual'])),
  current_period_start: Nullable(Instant),
  /** When what is paid for ends; null: for ever, or nothing is held. */
  current_period_end: Nullable(Instant),
  /** It ends then and does not renew: canceled, or paid once. */
  cancel_at_period_end: Type.Boolean(),
  /** What the next period costs, or what was paid once; null where nothing was. */
  price: Nullable(Price),
  /** The next period is awaited on `current_period_end`. */
  renews: Type.Boolean(),
  /** Access goes on until then though the money is late; null: it is not late, or access has ended. */
  grace_until: Nullable(Instant),
  /** Where what is owed can be paid, or confirmed with the bank; null: nothing is owed. */
  pay_url: Nullable(Type.String()),
}

/** What they have now. Without a plan: `tier: "free"`; `current_period_end` then says when the last one ended. */
export const SubscriptionJson = Type.Object({
  tier: Type.Enum(['free', 'paid']),
  ...subscription,
  /** Other subscriptions that live beside it and cost money too; they are warned, and decide themselves (case 36). */
  parallel: Type.Array(Type.Object(subscription)),
  /** Whether there is a card history, and so a portal. */
  portal: Type.Boolean(),
})
export type SubscriptionJson = Static<typeof SubscriptionJson>
