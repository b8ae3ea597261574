import type { Stripe } from 'stripe'

/** A price as Stripe has it: 9 euros, each month, unless said otherwise. */
export function priceAtStripe({
  id = 'price_monthly',
  every = 'month',
  count = 1,
  ...changes
}: Omit<Partial<Stripe.Price>, 'recurring'> & {
  /** null: it is paid once. */
  every?: 'day' | 'week' | 'month' | 'year' | null
  count?: number
}): Stripe.Price {
  return {
    id,
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: 1,
    currency: 'eur',
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: 'prod_1',
    recurring: every && {
      interval: every,
      interval_count: count,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: null,
    tiers_mode: null,
    transform_quantity: null,
    type: every ? 'recurring' : 'one_time',
    unit_amount: 900,
    unit_amount_decimal: null,
    ...changes,
  }
}
