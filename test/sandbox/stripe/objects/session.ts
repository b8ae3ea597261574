import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { CheckoutSession } from '../state.ts'

export interface SessionWish {
  mode: 'payment' | 'subscription'
  currency: string
  subtotal: number
  discount: number
  expires_at: number
  given: Partial<CheckoutSession>
}

/** A checkout session, open to be paid at its page. No event tells of it. */
export function newSession(world: World, wish: SessionWish): CheckoutSession {
  const id = newId(world, isLive(world) ? 'cs_live' : 'cs_test')
  const session: CheckoutSession = {
    id,
    object: 'checkout.session',
    ...unasked,
    adaptive_pricing: { enabled: false },
    amount_subtotal: wish.subtotal,
    amount_total: wish.subtotal - wish.discount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: null,
    created: moment(world),
    currency: wish.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: wish.mode === 'payment' ? 'if_required' : null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: wish.expires_at,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: isLive(world),
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: wish.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: wish.mode === 'payment' ? 'if_required' : 'always',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: null,
    total_details: { amount_discount: wish.discount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.url}/stripe/checkout/${id}`,
    wallet_options: null,
    ...wish.given,
  }
  world.state.stripe.sessions.set(id, session)
  return session
}

const unasked = {
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  client_reference_id: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
} satisfies Partial<CheckoutSession>
