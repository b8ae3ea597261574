import type { Update } from 'grammy/types'
import type { Billing, Charge, RenewalWord } from '../../db/billing.ts'
import { anOrder } from '../support/sale.ts'
import { recurringCharge } from '../support/stars-sale.ts'

/** A subscription in Stars of a person of one run, whose first period is paid. */
export interface Member {
  /** The order it began with, by which Telegram speaks of it. */
  reference: string
  charge: Charge
}

/** Orders and pays. `charges`: where the ids of what is paid are kept. */
export async function newMember(
  billing: Billing,
  {
    personId,
    planCode,
    paidAt,
    charges,
  }: { personId: number; planCode: string; paidAt: Date; charges: string[] },
): Promise<Member> {
  const order = await anOrder({ billing }, personId, planCode)
  const charge = recurringCharge(order, { paidAt, chargeId: `member-${order.id}` })
  charges.push(charge.chargeId)
  await billing.settle(charge)
  return { reference: order.id, charge }
}

export function renewalWord(
  update_id: number,
  { personId, reference, state }: Pick<RenewalWord, 'personId' | 'reference' | 'state'>,
): Update {
  const user = { id: personId, is_bot: false, first_name: 'Ann' }
  return { update_id, subscription: { user, invoice_payload: reference, state } }
}
