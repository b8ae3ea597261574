import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Charge, PaymentIntent, PaymentMethod } from '../state.ts'

/** One attempt with one payment method. Not told of: what came of it is what there is to tell. */
export function newCharge(
  world: World,
  {
    intent,
    method,
    status,
  }: { intent: PaymentIntent; method: PaymentMethod; status: 'succeeded' | 'pending' | 'failed' },
): Charge {
  const id = newId(world, 'ch')
  const charge: Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: status === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: structuredClone(method.billing_details),
    calculated_statement_descriptor: 'SANDBOX',
    captured: status !== 'failed',
    created: moment(world),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: isLive(world),
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: status === 'failed' ? 'declined_by_network' : 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message:
        status === 'failed' ? 'The bank did not return any further details.' : 'Payment complete.',
      type: status === 'failed' ? 'issuer_declined' : 'authorized',
    },
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: details(method),
    receipt_email: null,
    receipt_number: null,
    receipt_url: status === 'failed' ? null : `${world.url}/stripe/receipt/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  }
  world.state.stripe.charges.set(id, charge)
  return charge
}

function details({ type, card, us_bank_account }: PaymentMethod): Charge['payment_method_details'] {
  if (card)
    return {
      type,
      card: {
        amount_authorized: null,
        authorization_code: null,
        brand: card.brand,
        checks: null,
        country: card.country,
        electronic_commerce_indicator: null,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        fingerprint: card.fingerprint ?? null,
        funding: card.funding,
        installments: null,
        last4: card.last4,
        mandate: null,
        network: 'visa',
        network_transaction_id: null,
        regulated_status: 'unregulated',
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
    }
  return {
    type,
    us_bank_account: {
      account_holder_type: 'individual',
      account_type: 'checking',
      bank_name: us_bank_account?.bank_name ?? null,
      fingerprint: us_bank_account?.fingerprint ?? null,
      last4: us_bank_account?.last4 ?? null,
      payment_reference: null,
      routing_number: us_bank_account?.routing_number ?? null,
    },
  }
}
