import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Price, Subscription } from '../state.ts'
import { planOf } from './plan.ts'

export interface SubscriptionWish {
  customer: string
  price: Price
  quantity: number
  method: string | null
  metadata: Record<string, string>
  description: string | null
  period: { start: number; end: number }
  trialEnd: number | null
  status: Subscription['status']
}

/** Not told of yet: its first invoice has to be on it. */
export function newSubscription(world: World, wish: SubscriptionWish): Subscription {
  const id = newId(world, 'sub')
  const now = moment(world)
  const subscription: Subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: wish.trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: now },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: wish.price.currency,
    customer: wish.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: wish.method,
    default_source: null,
    default_tax_rates: [],
    description: wish.description,
    discounts: [],
    ended_at: null,
    invoice_settings: { ...unset, issuer: { type: 'self' } },
    items: {
      object: 'list',
      data: [newItem(world, id, wish)],
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: isLive(world),
    managed_payments: null,
    metadata: wish.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: wish.status,
    test_clock: null,
    transfer_data: null,
    trial_end: wish.trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
    },
    trial_start: wish.trialEnd === null ? null : now,
  }
  world.state.stripe.subscriptions.set(id, subscription)
  return subscription
}

function newItem(world: World, subscription: string, { price, quantity, period }: SubscriptionWish) {
  return {
    id: newId(world, 'si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: moment(world),
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price: structuredClone(price),
    quantity,
    subscription,
    tax_rates: [],
  } satisfies Subscription['items']['data'][number]
}

const unset = { account_tax_ids: null, custom_fields: null, description: null, footer: null }
