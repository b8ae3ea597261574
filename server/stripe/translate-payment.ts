import type { Stripe } from 'stripe'
import type { Charge } from '../../db/billing.ts'
import type { Payer } from './payer.ts'
import { instant, money, wholeOf } from './reading.ts'

/** A payment that succeeded, and bills no subscription. `invoice`: the one it paid, where there is one. */
export function translatePayment(
  payment: Stripe.PaymentIntent,
  { personId, reference }: Pick<Payer, 'personId' | 'reference'>,
  invoice: string | null,
): Charge {
  const charge = wholeOf(payment.latest_charge)
  return {
    rail: 'card',
    chargeId: payment.id,
    payerId: personId,
    price: money(payment.amount_received, payment.currency),
    reference,
    paidAt: instant(charge?.created ?? payment.created),
    payload: payment,
    invoice,
    receiptUrl: charge?.receipt_url ?? null,
  }
}
