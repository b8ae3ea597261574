import type { World } from '../../world.ts'
import type { Card } from '../card.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { PaymentMethod } from '../state.ts'

export interface Payer {
  email: string | null
  name: string | null
}

/** A payment method as the hosted page makes it; attached to the customer when they are to be charged again. */
export function newPaymentMethod(
  world: World,
  card: Card,
  payer: Payer,
  customer: string | null,
): PaymentMethod {
  const method: PaymentMethod = {
    id: newId(world, 'pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email: payer.email, name: payer.name, phone: null, tax_id: null },
    created: moment(world),
    customer,
    customer_account: null,
    livemode: isLive(world),
    metadata: {},
    ...(card === 'slow' ? bankAccount : plastic(card)),
  }
  world.state.stripe.paymentMethods.set(method.id, method)
  return method
}

const bankAccount = {
  type: 'us_bank_account',
  us_bank_account: {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: 'STRIPE TEST BANK',
    financial_connections_account: null,
    fingerprint: 'SandboxBank00001',
    last4: '6789',
    networks: null,
    routing_number: '110000000',
    status_details: null,
  },
} as const satisfies Partial<PaymentMethod>

function plastic(card: Exclude<Card, 'slow'>) {
  return {
    type: 'card',
    card: {
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: 'visa',
      exp_month: 12,
      exp_year: 2040,
      fingerprint: `Sandbox${card.slice(-8)}`,
      funding: 'credit',
      generated_from: null,
      last4: card.slice(-4),
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  } satisfies Partial<PaymentMethod>
}
