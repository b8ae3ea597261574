import type Stripe from 'stripe'
import type { World } from '../../world.ts'
import {
  either,
  expandable,
  flag,
  integer,
  listOf,
  metadata,
  oneOf,
  params,
  text,
  unplayed,
  unsettable,
} from '../check.ts'
import {
  cancelSubscription,
  endOfPeriod,
  pauseSubscription,
  resumeSubscription,
} from '../deeds/subscription.ts'
import { change } from '../emit.ts'
import { newDiscount } from '../engine/discount.ts'
import { find } from '../find.ts'
import { moment } from '../life.ts'
import { dated, inSpan, list } from '../list.ts'
import { merged } from '../metadata.ts'
import { impossible, missing } from '../refusal.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import type { Subscription } from '../state.ts'

const update = params<Stripe.SubscriptionUpdateParams>()({
  add_invoice_items: unplayed,
  application_fee_percent: unplayed,
  automatic_tax: unplayed,
  billing_cycle_anchor: unplayed,
  billing_schedules: unplayed,
  billing_thresholds: unplayed,
  cancel_at: unsettable(either(oneOf('max_period_end', 'min_period_end'), integer)),
  cancel_at_period_end: flag,
  cancellation_details: unplayed,
  collection_method: unplayed,
  days_until_due: unplayed,
  default_payment_method: text,
  default_source: unplayed,
  default_tax_rates: unplayed,
  description: unsettable(text),
  discounts: unsettable(
    listOf(
      params<Stripe.SubscriptionUpdateParams.Discount>()(
        { coupon: text, discount: unplayed, promotion_code: unplayed },
        'coupon',
      ),
    ),
  ),
  expand: expandable,
  invoice_settings: unplayed,
  items: unplayed,
  metadata,
  off_session: unplayed,
  on_behalf_of: unplayed,
  pause_collection: unplayed,
  payment_behavior: unplayed,
  payment_settings: unplayed,
  pending_invoice_item_interval: unplayed,
  proration_behavior: unplayed,
  proration_date: unplayed,
  transfer_data: unplayed,
  trial_end: unplayed,
  trial_from_plan: unplayed,
  trial_settings: unplayed,
})
const cancel = params<Stripe.SubscriptionCancelParams>()({
  cancellation_details: unplayed,
  expand: expandable,
  invoice_now: unplayed,
  prorate: unplayed,
})
const statuses = oneOf(
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
)
const listed = params<Stripe.SubscriptionListParams>()({
  ...dated,
  automatic_tax: unplayed,
  collection_method: unplayed,
  current_period_end: unplayed,
  current_period_start: unplayed,
  customer: text,
  customer_account: unplayed,
  plan: unplayed,
  price: text,
  status: statuses,
  test_clock: unplayed,
})

export const subscriptionRoutes: Route[] = [
  route('GET', '/subscriptions/:id', onlyExpand, ({ world, id }) => get(world, id)),
  route('POST', '/subscriptions/:id', update, ({ world, id, params: { expand: _, ...given } }) => {
    const subscription = get(world, id)
    if (subscription.ended_at !== null && Object.keys(given).some(key => key !== 'metadata'))
      throw impossible('A canceled subscription can only update its cancellation_details and metadata.')
    const { default_payment_method: method, description } = given
    if (method !== undefined)
      find(world.state.stripe.paymentMethods, 'PaymentMethod', method, 'default_payment_method')
    change(world, 'customer.subscription.updated', subscription, {
      metadata: merged(subscription.metadata, given.metadata),
      ...(method === undefined ? {} : { default_payment_method: method }),
      ...(description === undefined ? {} : { description }),
      ...(given.discounts === undefined
        ? {}
        : { discounts: (given.discounts ?? []).map(({ coupon }) => newDiscount(world, coupon)) }),
      ...ending(world, subscription, given),
    })
    return subscription
  }),
  route('DELETE', '/subscriptions/:id', cancel, ({ world, id }) => {
    const subscription = get(world, id)
    if (subscription.ended_at !== null) throw missing('subscription', id)
    cancelSubscription(world, id, 'now')
    return subscription
  }),
  route('POST', '/subscriptions/:id/pause', onlyExpand, ({ world, id }) => {
    const subscription = get(world, id)
    if (subscription.status !== 'active' && subscription.status !== 'trialing')
      throw impossible(`You cannot pause a subscription with status \`${subscription.status}\`.`)
    pauseSubscription(world, id)
    return subscription
  }),
  route('POST', '/subscriptions/:id/resume', onlyExpand, ({ world, id }) => {
    const subscription = get(world, id)
    if (subscription.status !== 'paused')
      throw impossible(
        `You can only resume a subscription with status \`paused\`; this one is \`${subscription.status}\`.`,
      )
    resumeSubscription(world, id)
    return subscription
  }),
  route('GET', '/subscriptions', listed, ({ world, params }) => {
    const { customer, price, status, created } = params
    const kept = [...world.state.stripe.subscriptions.values()].filter(
      subscription =>
        (customer ?? subscription.customer) === subscription.customer &&
        (price === undefined || subscription.items.data.some(item => item.price.id === price)) &&
        fits(subscription, status) &&
        inSpan(subscription, created),
    )
    return list(kept, params, '/v1/subscriptions')
  }),
]

function get(world: World, id: string): Subscription {
  return find(world.state.stripe.subscriptions, 'subscription', id)
}

/** Without a status asked for, those that are canceled are left out. */
function fits({ status }: Subscription, asked: string | undefined): boolean {
  if (asked === 'all') return true
  if (asked === 'ended') return status === 'canceled' || status === 'incomplete_expired'
  return asked === undefined ? status !== 'canceled' : status === asked
}

/** When it is to end, as the parameters say. */
function ending(
  world: World,
  subscription: Subscription,
  given: { cancel_at?: string | number | null; cancel_at_period_end?: boolean },
): Partial<Subscription> {
  const { cancel_at, cancel_at_period_end } = given
  if (cancel_at !== undefined && cancel_at_period_end)
    throw impossible('You may only specify one of these parameters: cancel_at, cancel_at_period_end.')
  if (cancel_at === undefined && cancel_at_period_end === undefined) return {}
  const at =
    cancel_at_period_end || typeof cancel_at === 'string' ? endOfPeriod(subscription) : (cancel_at ?? null)
  if (at !== null && at <= moment(world))
    throw impossible('`cancel_at` must be a timestamp in the future.', { param: 'cancel_at' })
  const details = subscription.cancellation_details ?? {
    comment: null,
    feedback: null,
    feedback_option: null,
  }
  return {
    cancel_at: at,
    cancel_at_period_end: cancel_at_period_end ?? false,
    canceled_at: at === null ? null : moment(world),
    cancellation_details: { ...details, reason: at === null ? null : 'cancellation_requested' },
  }
}
