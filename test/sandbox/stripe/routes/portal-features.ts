import type Stripe from 'stripe'
import { flag, listOf, oneOf, params, unplayed, unsettable } from '../check.ts'
import type { PortalConfiguration } from '../state.ts'

const options = oneOf(
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
)

/** What the portal lets people do, as it is asked for. */
export const features = params<Stripe.BillingPortal.ConfigurationCreateParams.Features>()({
  customer_update: params<Stripe.BillingPortal.ConfigurationCreateParams.Features.CustomerUpdate>()(
    {
      allowed_updates: unsettable(listOf(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id'))),
      enabled: flag,
    },
    'enabled',
  ),
  invoice_history: params<Stripe.BillingPortal.ConfigurationCreateParams.Features.InvoiceHistory>()(
    { enabled: flag },
    'enabled',
  ),
  payment_method_update:
    params<Stripe.BillingPortal.ConfigurationCreateParams.Features.PaymentMethodUpdate>()(
      { enabled: flag, payment_method_configuration: unplayed },
      'enabled',
    ),
  subscription_cancel: params<Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionCancel>()(
    {
      cancellation_reason:
        params<Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionCancel.CancellationReason>()(
          { enabled: flag, feedback_options: unplayed, options: unsettable(listOf(options)) },
          'enabled',
        ),
      enabled: flag,
      mode: oneOf('at_period_end', 'immediately'),
      proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
    },
    'enabled',
  ),
  subscription_pause: params<Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionPause>()({
    duration: unplayed,
    enabled: flag,
  }),
  subscription_update: params<Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate>()(
    {
      billing_cycle_anchor: unplayed,
      default_allowed_updates: unplayed,
      enabled: flag,
      products: unplayed,
      proration_behavior: unplayed,
      schedule_at_period_end: unplayed,
      trial_update_behavior: unplayed,
    },
    'enabled',
  ),
})

type Given = ReturnType<typeof features>

/** What the portal lets people do after a change; a feature never named is off. */
export function featuresAfter(
  before: PortalConfiguration['features'] | null,
  given: Given,
): PortalConfiguration['features'] {
  const { customer_update, invoice_history, payment_method_update, subscription_cancel } = given
  const was = before ?? nothing
  const reason = subscription_cancel?.cancellation_reason
  return {
    customer_update: {
      ...was.customer_update,
      ...customer_update,
      allowed_updates: customer_update?.allowed_updates ?? was.customer_update.allowed_updates,
    },
    invoice_history: { ...was.invoice_history, ...invoice_history },
    payment_method_update: { ...was.payment_method_update, ...payment_method_update },
    subscription_cancel: {
      ...was.subscription_cancel,
      ...subscription_cancel,
      cancellation_reason: {
        ...was.subscription_cancel.cancellation_reason,
        ...reason,
        options: reason?.options ?? was.subscription_cancel.cancellation_reason.options,
      },
    },
    subscription_pause: { ...was.subscription_pause, ...given.subscription_pause },
    subscription_update: { ...was.subscription_update, ...given.subscription_update },
  }
}

const nothing: PortalConfiguration['features'] = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}
