import type { World } from '../../world.ts'
import { emit } from '../emit.ts'
import { capture } from '../engine/charging.ts'
import { newBalanceTransaction } from '../objects/balance-transaction.ts'
import { newDispute } from '../objects/dispute.ts'
import type { Dispute } from '../state.ts'
import { unfit, wished } from './wish.ts'

export interface DisputeWish {
  charge: string
  /** The whole charge unless given. */
  amount?: number
  reason?: string
  /** Only a question of the bank's: takes no money. */
  inquiry?: boolean
}

const fee = 1500

/** Takes the amount and a fee out of the balance. */
export function openDispute(world: World, wish: DisputeWish): Dispute {
  const { charges, captures } = world.state.stripe
  const charge = wished(charges, wish.charge)
  if (charge.status !== 'succeeded' || charge.disputed) throw unfit(`${charge.id} cannot be disputed`)
  if (captures.has(charge.id)) capture(world, charge.id)
  const { amount = charge.amount, reason = 'fraudulent', inquiry = false } = wish
  const dispute = newDispute(world, { charge, amount, reason, inquiry })
  charge.disputed = true
  if (!inquiry) move(world, dispute, { amount: -amount, fee, word: 'withdrawal' })
  emit(world, 'charge.dispute.created', dispute)
  if (!inquiry) emit(world, 'charge.dispute.funds_withdrawn', dispute)
  return dispute
}

/** `appeal`: it was lost, and is asked about again; it can be won or lost once more then. */
export function closeDispute(world: World, id: string, ending: 'won' | 'lost' | 'appeal'): void {
  const dispute = wished(world.state.stripe.disputes, id)
  const { status, amount } = dispute
  if (ending === 'appeal') {
    if (status !== 'lost') throw unfit(`${id} is ${status}, not lost`)
    dispute.status = 'appeal_needs_response'
    emit(world, 'charge.dispute.updated', dispute, { status })
    return
  }
  if (!open.includes(status)) throw unfit(`${id} is ${status}`)
  const inquiry = status.startsWith('warning_')
  dispute.status = inquiry ? 'warning_closed' : ending
  if (ending === 'won' && !inquiry) move(world, dispute, { amount, fee: -fee, word: 'reversal' })
  emit(world, 'charge.dispute.closed', dispute, { status })
  if (ending === 'won' && !inquiry) emit(world, 'charge.dispute.funds_reinstated', dispute)
}

const open: string[] = ['needs_response', 'under_review', 'warning_needs_response', 'appeal_needs_response']

function move(
  world: World,
  dispute: Dispute,
  { amount, fee, word }: { amount: number; fee: number; word: 'withdrawal' | 'reversal' },
): void {
  const transaction = newBalanceTransaction(world, {
    type: 'adjustment',
    reporting_category: word === 'withdrawal' ? 'dispute' : 'dispute_reversal',
    amount,
    currency: dispute.currency,
    fee,
    source: dispute.id,
    description: `Chargeback ${word} for ${dispute.charge}`,
  })
  dispute.balance_transactions.push(structuredClone(transaction))
}
