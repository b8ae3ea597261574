import type { World } from '../../world.ts'
import { emit, isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { PaymentIntent } from '../state.ts'

export interface IntentWish {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Record<string, string>
  /** The card is to be charged again later. */
  reused: boolean
}

/** An attempt to take money, told of. */
export function newPaymentIntent(world: World, wish: IntentWish): PaymentIntent {
  const id = newId(world, 'pi')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: wish.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_Sandbox`,
    confirmation_method: 'automatic',
    created: moment(world),
    currency: wish.currency,
    customer: wish.customer,
    customer_account: null,
    description: wish.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: isLive(world),
    managed_payments: null,
    metadata: wish.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: wish.reused ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  world.state.stripe.paymentIntents.set(id, intent)
  emit(world, 'payment_intent.created', intent)
  return intent
}
