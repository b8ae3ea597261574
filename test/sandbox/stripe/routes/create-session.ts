import type { World } from '../../world.ts'
import type { Check } from '../check.ts'
import { find, findCustomer } from '../find.ts'
import { moment } from '../life.ts'
import { merged } from '../metadata.ts'
import { totals } from '../objects/line-item.ts'
import { newSession } from '../objects/session.ts'
import { impossible, invalid } from '../refusal.ts'
import type { Cart, CheckoutSession, Price } from '../state.ts'
import type { createParams } from './checkout-params.ts'

type Given = typeof createParams extends Check<infer T> ? T : never
type Mode = 'payment' | 'subscription'

const minute = 60
const day = 24 * 60 * minute

/** Refuses what Stripe refuses to sell, and so sells what is left. */
export function createSession(world: World, given: Given): CheckoutSession {
  const mode = modeOf(given)
  if (given.success_url === undefined) throw missing('success_url')
  if (given.customer !== undefined && given.customer_email !== undefined)
    throw impossible('You may only specify one of these parameters: customer, customer_email.')
  if (given.customer !== undefined) findCustomer(world, given.customer, 'customer')
  const expires_at = expiry(world, given)
  const { price, quantity } = sold(world, given, mode)
  checkData(given, mode)
  if (mode === 'subscription' && given.customer !== undefined) checkCurrency(world, given.customer, price)
  const cart = cartOf(world, given, { price: price.id, quantity })
  const { subtotal, discount } = totals(world, cart)
  const session = newSession(world, {
    mode,
    currency: price.currency,
    subtotal,
    discount,
    expires_at,
    given: shown(given),
  })
  world.state.stripe.carts.set(session.id, cart)
  return session
}

function modeOf({ mode }: Given): Mode {
  if (mode === undefined) throw missing('mode')
  if (mode === 'setup') throw invalid('The sandbox does not play the setup mode.', 'mode')
  return mode
}

function expiry(world: World, { expires_at }: Given): number {
  const now = moment(world)
  if (expires_at === undefined) return now + day
  if (expires_at < now + 30 * minute)
    throw impossible(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      {
        param: 'expires_at',
      },
    )
  if (expires_at > now + day)
    throw impossible(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      {
        param: 'expires_at',
      },
    )
  return expires_at
}

function sold(
  world: World,
  { line_items = [], currency }: Given,
  mode: Mode,
): { price: Price; quantity: number } {
  const [item] = line_items
  if (!item) throw missing('line_items')
  if (line_items.length > 1) throw invalid('The sandbox sells one thing at a time.', 'line_items')
  if (item.price === undefined) throw missing('line_items[0][price]')
  if (item.quantity === undefined)
    throw impossible('Quantity is required. Add `quantity` to `line_items[0]`', { param: 'line_items[0]' })
  const price = find(world.state.stripe.prices, 'price', item.price, 'line_items[0][price]')
  if (!price.active)
    throw impossible('The price specified is inactive. This field only accepts active prices.', {
      param: 'line_items[0][price]',
    })
  if (mode === 'payment' && price.type === 'recurring')
    throw impossible(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param: 'mode' },
    )
  if (mode === 'subscription' && price.type === 'one_time')
    throw impossible(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      {
        param: 'mode',
      },
    )
  if (currency !== undefined && currency !== price.currency)
    throw impossible(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param: 'line_items[0][price]' },
    )
  return { price, quantity: item.quantity }
}

function checkData({ payment_intent_data, subscription_data, customer_creation }: Given, mode: Mode): void {
  const wrong =
    mode === 'payment'
      ? subscription_data && 'subscription_data'
      : (payment_intent_data && 'payment_intent_data') || (customer_creation && 'customer_creation')
  if (typeof wrong === 'string')
    throw impossible(`You can not pass \`${wrong}\` in \`${mode}\` mode.`, { param: wrong })
}

/** A customer's subscriptions that live are all in one currency. */
function checkCurrency(world: World, customer: string, { currency }: Price): void {
  for (const subscription of world.state.stripe.subscriptions.values())
    if (
      subscription.customer === customer &&
      subscription.ended_at === null &&
      subscription.currency !== currency
    )
      throw impossible(
        `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${subscription.currency}.`,
      )
}

function cartOf(world: World, given: Given, { price, quantity }: { price: string; quantity: number }): Cart {
  const coupon = given.discounts?.[0]?.coupon ?? null
  if (coupon !== null) find(world.state.stripe.coupons, 'coupon', coupon, 'discounts[0][coupon]')
  const { payment_intent_data, subscription_data } = given
  return {
    price,
    quantity,
    coupon,
    trialDays: subscription_data?.trial_period_days ?? null,
    trialEnd: subscription_data?.trial_end ?? null,
    metadata: merged({}, (subscription_data ?? payment_intent_data)?.metadata),
    description: (subscription_data ?? payment_intent_data)?.description ?? null,
    awaits: null,
    subscription: null,
  }
}

/** What of the parameters stands on the session. */
function shown(given: Given): Partial<CheckoutSession> {
  const {
    customer = null,
    customer_email = null,
    cancel_url = null,
    success_url = null,
    locale = null,
  } = given
  const { origin_context = null, client_reference_id = null, allow_promotion_codes = null } = given
  return {
    adaptive_pricing: { enabled: given.adaptive_pricing?.enabled ?? false },
    allow_promotion_codes,
    billing_address_collection: given.billing_address_collection ?? null,
    cancel_url,
    client_reference_id,
    customer,
    customer_email,
    discounts: (given.discounts ?? []).map(({ coupon = null }) => ({ coupon, promotion_code: null })),
    locale,
    metadata: merged({}, given.metadata),
    origin_context,
    submit_type: given.submit_type ?? null,
    success_url,
    ...(given.customer_creation ? { customer_creation: given.customer_creation } : {}),
    ...(given.payment_method_collection
      ? { payment_method_collection: given.payment_method_collection }
      : {}),
  }
}

function missing(param: string) {
  return invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
}
