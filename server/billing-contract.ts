import Type, { type Static } from 'typebox'
import { ProblemJson } from './contract.ts'
import { Instant, instant, named, nullable, text, whole, yesOrNo } from './named.ts'

/** The JSON of what is ordered, by either way to pay, and of subscriptions. */

const ANYWAY = Type.Optional(
  yesOrNo('Buy it also beside a subscription that lives already; they were asked, after a 409 `parallel`'),
)
const CODE = Type.String({ minLength: 1, maxLength: 64, description: 'The code of the plan' })

export const PlanChoiceJson = named('PlanChoice', 'What is to be bought.', { plan: CODE, anyway: ANYWAY })
export type PlanChoiceJson = Static<typeof PlanChoiceJson>

export const StarsInvoiceJson = named('StarsInvoice', 'An order, and the link that pays it with Stars.', {
  order_id: Type.String(),
  invoice_url: text('For `openInvoice`'),
  expires_at: instant('When it can be paid no more'),
  stacks_after: nullable(
    Instant,
    'They hold this plan until then, and the new period begins there; null: at once',
  ),
  beside: yesOrNo('A subscription to this very plan renews by itself: whoever pays this as well pays twice'),
  recurring: yesOrNo('It renews by itself, every thirty days, until it is stopped'),
  overlaps_until: nullable(
    Instant,
    'They hold this plan until then, and what renews begins and is charged at once; null: they do not',
  ),
})
export type StarsInvoiceJson = Static<typeof StarsInvoiceJson>

export const CheckoutChoiceJson = named('CheckoutChoice', 'What is to be bought by card.', {
  plan: CODE,
  anyway: ANYWAY,
})
export type CheckoutChoiceJson = Static<typeof CheckoutChoiceJson>

export const CheckoutJson = named('Checkout', 'An order, and the provider’s page that pays it.', {
  order_id: Type.String(),
  session_id: text('The provider’s own id of the page'),
  url: text('The page, for `openLink`'),
  expires_at: instant('When it can be paid no more'),
  stacks_after: nullable(
    Instant,
    'They hold this plan until then, and what they buy begins there; null: at once',
  ),
  overlaps_until: nullable(
    Instant,
    'They hold this plan until then, and what they buy renews: it is charged and begins at once; null: they do not',
  ),
})
export type CheckoutJson = Static<typeof CheckoutJson>

export const CheckoutRefusedJson = named('CheckoutRefused', 'No page to pay on: `type` says why.', {
  ...ProblemJson.properties,
  order_id: Type.Optional(text('Of `paid-already`: the order it was, which can be followed to its end')),
})
export type CheckoutRefusedJson = Static<typeof CheckoutRefusedJson>

export const LinkJson = named('Link', 'A page of the provider’s, which lives for minutes.', {
  url: text('For `openLink`'),
})
export type LinkJson = Static<typeof LinkJson>

export const SubscriptionChoiceJson = named('SubscriptionChoice', 'Which renewal is meant.', {
  // One type of two, and not a choice of two schemas: what is wrong with it is said once.
  subscription_id: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'The `id` of a subscription; left out or null: the first that fits',
    }),
  ),
})
export type SubscriptionChoiceJson = Static<typeof SubscriptionChoiceJson>

export const RenewalChangedJson = named('RenewalChanged', 'What came of it.', {
  url: nullable(
    Type.String(),
    'The provider’s own page, where it is to be ended, for `openLink`; null: it is done (Stars)',
  ),
})
export type RenewalChangedJson = Static<typeof RenewalChangedJson>

const Price = Type.Object({
  amount: whole('Minor units of `currency`; whole Stars where that is `XTR`'),
  currency: text('ISO 4217, in capitals; `XTR`: Stars'),
})

const subscription = {
  id: nullable(Type.String(), 'Names it in requests; null: it was paid once, or given'),
  plan: nullable(Type.String(), 'The code of the plan; null: none'),
  plan_title: nullable(Type.String(), 'What the plan is called, in the language asked for; null: no plan'),
  status: text(
    'Of a subscription: `trialing`, `active`, `past_due`, `unpaid`, `paused`, `canceled`, `incomplete`, ' +
      '`incomplete_expired`, or the provider’s own new word. Paid once: `active`. Over: `ended`. Never: `inactive`',
  ),
  rail: nullable(Type.Enum(['stars', 'card', 'manual']), 'How it was paid; null: nothing was ever held'),
  current_period_start: nullable(Instant, 'Null: nothing was ever held'),
  current_period_end: nullable(
    Instant,
    'When what is paid for ends, or, of the tier `free`, when the last of it ended; null: for ever, or nothing was held',
  ),
  cancel_at_period_end: yesOrNo('It ends then and does not renew: canceled, or paid once'),
  price: nullable(Price, 'What the next period costs, or what was paid once; null where nothing was'),
  renews: yesOrNo('The next period is awaited on `current_period_end`'),
  grace_until: nullable(
    Instant,
    'Access goes on until then though the money is late; null: it is not late, or access has ended',
  ),
  stopped_here: yesOrNo(
    'It ends because it was stopped here: `allowRenewal` lets them turn it on again, in Telegram',
  ),
  pay_url: nullable(
    Type.String(),
    'Where what is owed can be paid, or confirmed with the bank; null: nothing is owed',
  ),
}

export const SubscriptionJson = named('Subscription', 'What they have now, on whichever rail.', {
  tier: Type.Enum(['free', 'paid'], { description: '`free`: without a plan' }),
  ...subscription,
  parallel: Type.Array(Type.Object(subscription), {
    description: 'Other subscriptions that live beside it and cost money too; they decide themselves',
  }),
  portal: yesOrNo('There is a card history, and so a portal'),
})
export type SubscriptionJson = Static<typeof SubscriptionJson>
