import type { Stripe } from 'stripe'
import type { CardRefund } from '../../db/billing.ts'
import { instant } from './reading.ts'

/**
 * What a refund has come to, step by step. One that failed after it had left the balance was taken first: so the books
 * come to the same whether they saw it on the way or only at the end (case 70).
 */
export function translateRefund(refund: Stripe.Refund, chargeId: string): CardRefund[] {
  const common = {
    chargeId,
    providerId: refund.id,
    refundId: refund.metadata?.['refund'] ?? null,
    amount: refund.amount,
    detail: refund.failure_reason ?? refund.status ?? '',
    createdAt: instant(refund.created),
  }
  return stepsOf(refund).map(state => ({ ...common, state }))
}

function stepsOf({ status, balance_transaction }: Stripe.Refund): CardRefund['state'][] {
  const hasLeft = balance_transaction !== null
  if (status === 'failed' || status === 'canceled') return hasLeft ? ['taken', 'failed'] : ['failed']
  return status === 'succeeded' || hasLeft ? ['taken'] : ['underway']
}
