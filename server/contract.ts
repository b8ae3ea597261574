import Type, { type Static } from 'typebox'
import { Instant, instant, named, nullable, text, whole, yesOrNo } from './named.ts'

/**
 * The JSON that crosses to the Mini App and to other services: snake_case, instants as RFC 3339 in UTC. What each thing
 * means stands in its description, for whoever reads /docs.
 */

const Money = {
  amount: whole('Minor units of `currency`; whole Stars where that is `XTR`'),
  currency: text('ISO 4217, in capitals; `XTR`: Stars'),
}
const Offer = Type.Object({ ...Money, recurring: yesOrNo('It renews by itself until it is stopped') })

export const PlanJson = named('Plan', 'A plan on sale, its texts in one language.', {
  code: text('Names the plan in requests'),
  title: Type.String(),
  description: Type.String(),
  features: Type.Array(Type.String()),
  entitlements: Type.Array(Type.String(), { description: 'The keys it opens' }),
  max_devices: whole('How many devices it allows at once'),
  period: text('ISO 8601 (`P1M`), or `lifetime`'),
  grace_days: whole('How long access goes on when a renewal is late'),
  goods: Type.Enum(['digital', 'physical', 'service']),
  stars: nullable(Offer, 'Its price in Stars; null: not sold for them'),
  card: nullable(
    Offer,
    'Its price by card; null: not sold by card, or the provider has not told the price yet',
  ),
})
export type PlanJson = Static<typeof PlanJson>

const Source = Type.Enum(['stars', 'card', 'manual'], { description: '`manual`: given by hand' })
const ENDS = 'Null: never'

export const EntitlementJson = named('Entitlement', 'What a person may use by one key.', {
  key: text('What is opened: a word that plans and services agree on'),
  plan: text('The code of the plan that gives it'),
  active: yesOrNo('Whether they may use it now'),
  starts_at: Instant,
  ends_at: nullable(Instant, 'Null: never. In grace it is past, and `active` still true'),
  source: Source,
  in_grace: yesOrNo('It has ended, and goes on for the days of grace'),
  grants: Type.Array(
    Type.Object({
      plan: text('The code of the plan'),
      source: Source,
      starts_at: Instant,
      ends_at: nullable(Instant, ENDS),
    }),
    { description: 'The stretches it is made of' },
  ),
})
export type EntitlementJson = Static<typeof EntitlementJson>

export const MeJson = named('Me', 'Whoever is signed in.', {
  telegram_id: Type.Integer(),
  first_name: Type.String(),
  last_name: nullable(Type.String(), 'Null: they have none'),
  username: nullable(Type.String(), 'Without the @; null: they have none'),
  language: nullable(Type.String(), 'What they chose here or in the chat; null: the one of their Telegram'),
  telegram_language: nullable(Type.String(), 'The one of their Telegram; null: it has not told'),
  time_zone: nullable(
    Type.String(),
    'The IANA name of where their clock is, as their device told it last; null: it has not',
  ),
})
export type MeJson = Static<typeof MeJson>

export const MeChangeJson = named('MeChange', 'What is left out stays as it is.', {
  language: Type.Optional(
    nullable(Type.String(), 'One of those the shop speaks; null: the one of their Telegram'),
  ),
  time_zone: Type.Optional(
    Type.String({
      ...{ minLength: 1, maxLength: 64 },
      description: 'An IANA name; one that nobody knows changes nothing',
    }),
  ),
})
export type MeChangeJson = Static<typeof MeChangeJson>

export const SessionJson = named('Session', 'One place where they are signed in.', {
  id: Type.String(),
  begun_at: Instant,
  seen_at: instant('When its token was last given out'),
  current: yesOrNo('It is the one that asks'),
})
export type SessionJson = Static<typeof SessionJson>

const SHOP = 'Where the shop is found, and what Telegram requires every shop to have.'
export const ShopJson = named('Shop', SHOP, {
  bot_url: nullable(Type.String(), 'The private chat with the bot; null: its name is not known yet'),
  support_contact: nullable(
    Type.String(),
    'How the operator is reached: a @name, an address, a link; null: not set',
  ),
  terms_url: nullable(Type.String(), 'Null: not set'),
  privacy_url: nullable(Type.String(), 'Null: not set'),
  languages: Type.Array(Type.String(), { description: 'Those the shop speaks, by their codes' }),
})
export type ShopJson = Static<typeof ShopJson>

const OWN = 'An entitlement as its owner sees it: plans by the names they were sold under.'
export const OwnEntitlementJson = named('OwnEntitlement', OWN, {
  ...EntitlementJson.properties,
  plan_title: text('In the language asked for'),
  grants: Type.Array(
    Type.Object({
      plan: text('The code of the plan'),
      plan_title: text('In the language asked for'),
      source: Source,
      starts_at: Instant,
      ends_at: nullable(Instant, ENDS),
    }),
    { description: 'The stretches it is made of' },
  ),
})
export type OwnEntitlementJson = Static<typeof OwnEntitlementJson>

export const OrderJson = named('Order', 'What became of an order.', {
  order_id: Type.String(),
  plan: text('The code of the plan'),
  plan_title: text('In the language asked for'),
  status: Type.Enum(['open', 'paid', 'held', 'canceled', 'expired', 'refunded'], {
    description:
      '`paid` only once the books say so. `held`: the money is here and does not fit, or a bank disputes it; a person looks at it',
  }),
  ...Money,
  expires_at: Instant,
})
export type OrderJson = Static<typeof OrderJson>

export const InvoiceJson = named('Invoice', 'A receipt: a payment in Stars, or an invoice by card.', {
  id: Type.String(),
  rail: Type.Enum(['stars', 'card']),
  description: text(
    'What it was for, in the language asked for; of money that fits no order, that it does not',
  ),
  plan: nullable(Type.String(), 'The code of the plan; null: the money fits no order'),
  amount_due: whole('Minor units of `currency`, like all amounts here; whole Stars where that is `XTR`'),
  amount_paid: Type.Integer(),
  amount_refunded: whole('How much of it went back; all of it where the status is `refunded`'),
  currency: Money.currency,
  status: Type.Enum(['paid', 'past_due', 'open', 'draft', 'canceled', 'refunded']),
  created_at: Instant,
  refunded_at: nullable(Instant, 'Null: nothing went back'),
  charge_id: nullable(
    Type.String(),
    'The provider’s own id of the payment, which support asks for; null while nothing was charged',
  ),
  pdf_url: nullable(Type.String(), 'Null: the provider makes none'),
  hosted_url: nullable(Type.String(), 'Its page at the provider; null: there is none'),
})
export type InvoiceJson = Static<typeof InvoiceJson>

export const InvoicesJson = named('Invoices', 'A page of receipts, newest first.', {
  items: Type.Array(InvoiceJson),
  next_cursor: nullable(Type.String(), 'The `cursor` of the next page; null: this was the last'),
})
export type InvoicesJson = Static<typeof InvoicesJson>

/** What every problem says. */
export const PROBLEM = {
  type: text('`urn:starpass:problem:<kind>`, or `about:blank` where the status says it all'),
  title: text('The name of the status'),
  status: Type.Integer(),
  detail: text('What is the matter, in a sentence for people'),
  instance: text('The path asked for'),
  request_id: text('Finds the request in the logs'),
}

export const ProblemJson = named('Problem', 'RFC 9457.', {
  ...PROBLEM,
  errors: Type.Optional(
    Type.Array(Type.Object({ field: text('Where it stands, with dots: `a.b`'), message: Type.String() }), {
      description: 'Of 422: each field that is not as it must be',
    }),
  ),
})
export type ProblemJson = Static<typeof ProblemJson>

const REFUSED = 'No page to pay on for this plan, of the kind `unknown-plan` or `not-sold-here`.'
export const PlanRefusedJson = named('PlanRefused', REFUSED, {
  ...ProblemJson.properties,
  plans: Type.Optional(
    Type.Array(Type.String(), { description: 'Codes of the plans that can be bought this way' }),
  ),
})
export type PlanRefusedJson = Static<typeof PlanRefusedJson>
