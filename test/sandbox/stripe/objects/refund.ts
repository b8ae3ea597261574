import type { World } from '../../world.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Charge, Refund } from '../state.ts'

export interface NewRefund {
  charge: Charge
  amount: number
  status: 'succeeded' | 'pending'
  reason: Refund['reason']
  metadata: Record<string, string>
}

export function newRefund(world: World, { charge, amount, status, reason, metadata }: NewRefund): Refund {
  const refund: Refund = {
    id: newId(world, 're'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: moment(world),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(charge.payment_method_details?.card
      ? {
          destination_details: {
            type: 'card',
            card: {
              reference_status: 'pending',
              reference_type: 'acquirer_reference_number',
              type: 'refund',
            },
          },
        }
      : {}),
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  }
  world.state.stripe.refunds.set(refund.id, refund)
  return refund
}
