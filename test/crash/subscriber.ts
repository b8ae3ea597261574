import type { Billing, CardRefund, Charge, DisputeState, SubscriptionState } from '../../db/billing.ts'
import { aCardOrder, monthsAfter, periodCharge, stateOf } from '../support/card-sale.ts'

/** A subscription of a person of one run, and what its provider says of it. */
export interface Subscriber {
  /** `reading`: which it is of all that are made of it, from 1. */
  state(reading: number, changes?: Partial<SubscriptionState>): Promise<SubscriptionState>
  /** The payment of its first month, or a later one. */
  month(nth: number): Charge
  /** A refund of its first month; `refundId`: ours, null where nobody here asked for it. */
  refund(amount: number, state: CardRefund['state'], refundId?: string | null): CardRefund
  /** A dispute of its first month. */
  dispute(reading: number, stand: DisputeState['stand']): DisputeState
}

/** Orders; nothing is paid yet. `charges`: where the ids of what is to be paid are kept. */
export async function newSubscriber(
  billing: Billing,
  { personId, planCode, charges }: { personId: number; planCode: string; charges: string[] },
): Promise<Subscriber> {
  const order = await aCardOrder({ billing }, personId, planCode)
  const { createdAt, price } = order
  const chargeOf = (nth: number) => `pi_${order.id}_${nth}`
  const chargeId = chargeOf(1)
  charges.push(chargeId, chargeOf(2))
  return {
    state: (ticket, changes) => stateOf({ billing }, order, { ticket, ...changes }),
    month: nth =>
      periodCharge(
        order,
        { startsAt: monthsAfter(createdAt, nth - 1), endsAt: monthsAfter(createdAt, nth) },
        { chargeId: chargeOf(nth), invoice: `in_${order.id}_${nth}`, payload: { id: chargeOf(nth) } },
      ),
    refund: (amount, state, refundId = null) => ({
      ...{ chargeId, providerId: `re_${order.id}`, refundId, amount, state, createdAt },
      detail: state === 'failed' ? 'the account is closed' : '',
    }),
    dispute: (ticket, stand) => ({
      ...{ rail: 'card', providerId: `dp_${order.id}`, ticket, chargeId, stand, price, openedAt: createdAt },
      ...{ status: stand === 'open' ? 'needs_response' : stand, reason: 'fraudulent' },
    }),
  }
}
