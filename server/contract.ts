import Type, { type Static } from 'typebox'

/** The JSON that crosses to the Mini App and to other services: snake_case, instants as RFC 3339 in UTC. */

const Instant = Type.String({ format: 'date-time' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Minor units of `currency`; whole Stars where it is `XTR`. */
const Money = { amount: Type.Integer(), currency: Type.String() }

/** A plan on sale, its texts in one language. `null` for a rail: not sold on it. */
export const PlanJson = Type.Object({
  code: Type.String(),
  title: Type.String(),
  description: Type.String(),
  features: Type.Array(Type.String()),
  entitlements: Type.Array(Type.String()),
  max_devices: Type.Integer(),
  /** ISO 8601 (`P1M`), or `lifetime`. */
  period: Type.String(),
  grace_days: Type.Integer(),
  goods: Type.Enum(['digital', 'physical', 'service']),
  stars: Nullable(Type.Object({ ...Money, recurring: Type.Boolean() })),
  /** Null also while the provider has not told what the price is. */
  card: Nullable(Type.Object({ ...Money, recurring: Type.Boolean() })),
})
export type PlanJson = Static<typeof PlanJson>

const Source = Type.Enum(['stars', 'card', 'manual'])

/** What a person may use by one key. `ends_at: null` is for ever; in grace it is past, and `active` still true. */
export const EntitlementJson = Type.Object({
  key: Type.String(),
  plan: Type.String(),
  active: Type.Boolean(),
  starts_at: Instant,
  ends_at: Nullable(Instant),
  source: Source,
  in_grace: Type.Boolean(),
  grants: Type.Array(
    Type.Object({ plan: Type.String(), source: Source, starts_at: Instant, ends_at: Nullable(Instant) }),
  ),
})
export type EntitlementJson = Static<typeof EntitlementJson>

/** What the Mini App sends to be signed in: `Telegram.WebApp.initData`, as it came. */
export const ExchangeJson = Type.Object({ init_data: Type.String({ minLength: 1, maxLength: 8192 }) })
export type ExchangeJson = Static<typeof ExchangeJson>

export const TokenJson = Type.Object({
  access_token: Type.String(),
  token_type: Type.Enum(['bearer']),
  /** Seconds. Never past the end of the session itself. */
  expires_in: Type.Integer(),
})
export type TokenJson = Static<typeof TokenJson>

/** Whoever is signed in. */
export const MeJson = Type.Object({
  telegram_id: Type.Integer(),
  first_name: Type.String(),
  last_name: Nullable(Type.String()),
  username: Nullable(Type.String()),
  /** The language they chose here or in the chat; null: the one of their Telegram. */
  language: Nullable(Type.String()),
  telegram_language: Nullable(Type.String()),
  /** The IANA name of where their clock is, as their device told it last; null: it has not. */
  time_zone: Nullable(Type.String()),
})
export type MeJson = Static<typeof MeJson>

/** `PATCH /api/v1/me`. */
export const MeChangeJson = Type.Object({
  language: Type.Optional(Nullable(Type.String())),
  /** An IANA name; one that nobody knows changes nothing. */
  time_zone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
})
export type MeChangeJson = Static<typeof MeChangeJson>

/** One place where they are signed in. */
export const SessionJson = Type.Object({
  id: Type.String(),
  begun_at: Instant,
  /** When its token was last given out. */
  seen_at: Instant,
  current: Type.Boolean(),
})
export type SessionJson = Static<typeof SessionJson>

/** Where the shop is found, and what Telegram requires every shop to have; null: not known, or not set. */
export const ShopJson = Type.Object({
  /** The private chat with the bot. */
  bot_url: Nullable(Type.String()),
  /** How the operator is reached: a @name, an address, a link. */
  support_contact: Nullable(Type.String()),
  terms_url: Nullable(Type.String()),
  privacy_url: Nullable(Type.String()),
  /** Those the shop speaks, by their codes. */
  languages: Type.Array(Type.String()),
})
export type ShopJson = Static<typeof ShopJson>

/** An entitlement as its owner sees it: plans by the names they were sold under, in the language asked for. */
export const OwnEntitlementJson = Type.Object({
  ...EntitlementJson.properties,
  plan_title: Type.String(),
  grants: Type.Array(
    Type.Object({
      plan: Type.String(),
      plan_title: Type.String(),
      source: Source,
      starts_at: Instant,
      ends_at: Nullable(Instant),
    }),
  ),
})
export type OwnEntitlementJson = Static<typeof OwnEntitlementJson>

/**
 * What became of an order. `held`: the money is here and does not fit, or a bank disputes it; a person looks at it.
 * `paid` only once the books say so.
 */
export const OrderJson = Type.Object({
  order_id: Type.String(),
  plan: Type.String(),
  plan_title: Type.String(),
  status: Type.Enum(['open', 'paid', 'held', 'canceled', 'expired', 'refunded']),
  ...Money,
  expires_at: Instant,
})
export type OrderJson = Static<typeof OrderJson>

/** A receipt: a payment in Stars, or an invoice of the card rail. */
export const InvoiceJson = Type.Object({
  id: Type.String(),
  rail: Type.Enum(['stars', 'card']),
  /** What it was for, in the language asked for; of money that fits no order, that it does not. */
  description: Type.String(),
  /** The code of the plan; null where the money fits no order. */
  plan: Nullable(Type.String()),
  amount_due: Type.Integer(),
  amount_paid: Type.Integer(),
  /** How much of it went back; all of it where the status is `refunded`. */
  amount_refunded: Type.Integer(),
  currency: Type.String(),
  status: Type.Enum(['paid', 'past_due', 'open', 'draft', 'canceled', 'refunded']),
  created_at: Instant,
  refunded_at: Nullable(Instant),
  /** The provider's own id of the payment, which support asks for; null while nothing was charged. */
  charge_id: Nullable(Type.String()),
  pdf_url: Nullable(Type.String()),
  hosted_url: Nullable(Type.String()),
})
export type InvoiceJson = Static<typeof InvoiceJson>

export const InvoicesJson = Type.Object({
  items: Type.Array(InvoiceJson),
  next_cursor: Nullable(Type.String()),
})
export type InvoicesJson = Static<typeof InvoicesJson>

/** What every problem says. */
export const PROBLEM = {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  request_id: Type.String(),
}

/** RFC 9457. `instance` is the path asked for; `request_id` finds the request in the logs. */
export const ProblemJson = Type.Object({
  ...PROBLEM,
  errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
})
export type ProblemJson = Static<typeof ProblemJson>

/** No invoice for this plan, of the kind `unknown-plan` or `not-sold-here`; what can be bought instead, by code. */
export const PlanRefusedJson = Type.Object({
  ...ProblemJson.properties,
  plans: Type.Optional(Type.Array(Type.String())),
})
export type PlanRefusedJson = Static<typeof PlanRefusedJson>
