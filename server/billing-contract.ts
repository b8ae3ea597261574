import Type, { type Static } from 'typebox'
import { ProblemJson } from './contract.ts'

/** The JSON of what is ordered, by either way to pay, and of subscriptions. */

const Instant = Type.String({ format: 'date-time' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** `POST /api/v1/billing/stars-invoice`. */
export const PlanChoiceJson = Type.Object({
  plan: Type.String({ minLength: 1, maxLength: 64 }),
  /** Also beside a subscription that lives already; they were asked (case 37). Of one that renews only. */
  anyway: Type.Optional(Type.Boolean()),
})
export type PlanChoiceJson = Static<typeof PlanChoiceJson>

export const StarsInvoiceJson = Type.Object({
  order_id: Type.String(),
  /** For `openInvoice`. */
  invoice_url: Type.String(),
  expires_at: Instant,
  /** They hold this plan until then, and the new period begins there; null: at once. */
  stacks_after: Nullable(Instant),
  /** A subscription to this very plan renews by itself: whoever pays this as well pays twice (case 36). */
  beside: Type.Boolean(),
  /** It renews by itself, every thirty days, until it is stopped. */
  recurring: Type.Boolean(),
  /** They hold this plan until then, and what renews begins and is charged at once; null: they do not. */
  overlaps_until: Nullable(Instant),
})
export type StarsInvoiceJson = Static<typeof StarsInvoiceJson>

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

/** `POST /api/v1/billing/subscription/cancel` and `…/allow`. Without it, or null: the first that fits. */
export const SubscriptionChoiceJson = Type.Object({
  // One type of two, and not a choice of two schemas: what is wrong with it is said once.
  subscription_id: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
})
export type SubscriptionChoiceJson = Static<typeof SubscriptionChoiceJson>

/** What came of it. `url`: the provider's own page, where it is to be ended, for `openLink`; null: it is done (Stars). */
export const RenewalChangedJson = Type.Object({ url: Nullable(Type.String()) })
export type RenewalChangedJson = Static<typeof RenewalChangedJson>

const Price = Type.Object({ amount: Type.Integer(), currency: Type.String() })

const subscription = {
  /** Ours; null: what was paid once, or given. */
  id: Nullable(Type.String()),
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
  /** It ends because it was stopped here: `…/subscription/allow` lets them turn it on again, in Telegram. */
  stopped_here: Type.Boolean(),
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
