import type Stripe from 'stripe'
import {
  type Check,
  created,
  expandable,
  flag,
  integer,
  listOf,
  metadata,
  oneOf,
  params,
  positive,
  text,
  unplayed,
} from '../check.ts'
import { paging } from '../list.ts'
import { invalid } from '../refusal.ts'

type Create = Stripe.Checkout.SessionCreateParams

/** An address a browser can be sent to. */
export const url: Check<string> = (value, name) => {
  const address = text(value, name)
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
    throw invalid('Not a valid URL', name, 'url_invalid')
  return address
}

const lineItem = params<Stripe.Checkout.SessionCreateParams.LineItem>()({
  adjustable_quantity: unplayed,
  metadata: unplayed,
  price: text,
  price_data: unplayed,
  quantity: positive,
  tax_rates: unplayed,
})

const intentData = params<Stripe.Checkout.SessionCreateParams.PaymentIntentData>()({
  application_fee_amount: unplayed,
  capture_method: unplayed,
  description: text,
  metadata,
  on_behalf_of: unplayed,
  receipt_email: unplayed,
  setup_future_usage: unplayed,
  shipping: unplayed,
  statement_descriptor: unplayed,
  statement_descriptor_suffix: unplayed,
  transfer_data: unplayed,
  transfer_group: unplayed,
})

const subscriptionData = params<Stripe.Checkout.SessionCreateParams.SubscriptionData>()({
  application_fee_percent: unplayed,
  billing_cycle_anchor: unplayed,
  billing_cycle_anchor_config: unplayed,
  billing_mode: params<Stripe.Checkout.SessionCreateParams.SubscriptionData.BillingMode>()({
    flexible: unplayed,
    type: oneOf('flexible'),
  }),
  default_tax_rates: unplayed,
  description: text,
  invoice_settings: unplayed,
  metadata,
  on_behalf_of: unplayed,
  pending_invoice_item_interval: unplayed,
  proration_behavior: unplayed,
  transfer_data: unplayed,
  trial_end: integer,
  trial_period_days: positive,
  trial_settings: unplayed,
})

const locales = /^(auto|[a-z]{2,3}(-[A-Z0-9]{2,3})?)$/
const locale: Check<string> = (value, name) => {
  if (typeof value !== 'string' || !locales.test(value)) throw invalid(`Invalid ${name}: ${value}`, name)
  return value
}

export const createParams = params<Create>()({
  adaptive_pricing: params<Stripe.Checkout.SessionCreateParams.AdaptivePricing>()({ enabled: flag }),
  after_expiration: unplayed,
  allow_promotion_codes: flag,
  allowed_payment_method_types: unplayed,
  automatic_tax: unplayed,
  billing_address_collection: oneOf('auto', 'required'),
  branding_settings: unplayed,
  cancel_url: url,
  client_reference_id: text,
  consent_collection: unplayed,
  currency: text,
  custom_fields: unplayed,
  custom_text: unplayed,
  customer: text,
  customer_account: unplayed,
  customer_creation: oneOf('always', 'if_required'),
  customer_email: text,
  customer_update: unplayed,
  discounts: listOf(
    params<Stripe.Checkout.SessionCreateParams.Discount>()({ coupon: text, promotion_code: unplayed }),
  ),
  excluded_payment_method_types: unplayed,
  expand: expandable,
  expires_at: integer,
  integration_identifier: unplayed,
  invoice_creation: unplayed,
  line_items: listOf(lineItem),
  locale,
  managed_payments: unplayed,
  metadata,
  mode: oneOf('payment', 'setup', 'subscription'),
  name_collection: unplayed,
  optional_items: unplayed,
  origin_context: oneOf('mobile_app', 'web'),
  payment_intent_data: intentData,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_configuration: unplayed,
  payment_method_data: unplayed,
  payment_method_options: unplayed,
  permissions: unplayed,
  phone_number_collection: unplayed,
  redirect_on_completion: unplayed,
  return_url: unplayed,
  saved_payment_method_options: unplayed,
  setup_intent_data: unplayed,
  shipping_address_collection: unplayed,
  shipping_options: unplayed,
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  subscription_data: subscriptionData,
  success_url: url,
  tax_id_collection: unplayed,
  ui_mode: oneOf('hosted_page'),
  wallet_options: unplayed,
})

export const listParams = params<Stripe.Checkout.SessionListParams>()({
  ...paging,
  created,
  customer: text,
  customer_account: unplayed,
  customer_details: unplayed,
  payment_intent: text,
  payment_link: unplayed,
  status: oneOf('complete', 'expired', 'open'),
  subscription: text,
})
