import type { World } from '../../world.ts'
import { change, emit } from '../emit.ts'
import { capture } from '../engine/charging.ts'
import { find } from '../find.ts'
import { newBalanceTransaction } from '../objects/balance-transaction.ts'
import { newRefund } from '../objects/refund.ts'
import { impossible } from '../refusal.ts'
import type { Charge, Refund } from '../state.ts'
import { unfit, wished } from './wish.ts'

export interface RefundWish {
  charge: string
  /** The whole rest unless given. */
  amount?: number
  reason?: Refund['reason']
  metadata?: Record<string, string>
  /** It stays pending; `succeedRefund` or `failRefund` ends that. */
  pending?: boolean
}

/** Refuses what Stripe refuses, with a `StripeRefusal`. */
export function refund(
  world: World,
  { charge: id, reason = null, metadata = {}, pending, ...wish }: RefundWish,
): Refund {
  const charge = refundable(world, id)
  const rest = charge.amount - charge.amount_refunded
  const amount = wish.amount ?? rest
  if (amount > rest)
    throw impossible(
      `Refund amount (${shown(amount, charge)}) is greater than unrefunded amount on charge (${shown(rest, charge)})`,
      { param: 'amount' },
    )
  if (world.state.stripe.captures.has(id)) capture(world, id)
  const status = pending ? 'pending' : 'succeeded'
  const refund = newRefund(world, { charge, amount, status, reason, metadata })
  if (!pending) refund.balance_transaction = moveOut(world, refund)
  const amount_refunded = charge.amount_refunded + amount
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  Object.assign(charge, { amount_refunded, refunded: amount_refunded === charge.amount })
  emit(world, 'refund.created', refund)
  emit(world, 'charge.refunded', charge, before)
  if (!pending) tellUpdated(world, refund)
  return refund
}

function refundable(world: World, id: string): Charge {
  const charge = find(world.state.stripe.charges, 'charge', id, 'charge')
  if (charge.status !== 'succeeded')
    throw impossible(`Charge ${id} has not succeeded and cannot be refunded.`)
  if (charge.refunded)
    throw impossible(`Charge ${id} has already been refunded.`, {
      code: 'charge_already_refunded',
      charge: id,
    })
  for (const dispute of world.state.stripe.disputes.values())
    if (dispute.charge === id && !dispute.is_charge_refundable && dispute.status !== 'won')
      throw impossible(`Charge ${id} has been charged back; cannot issue a refund.`, {
        code: 'charge_disputed',
        charge: id,
      })
  return charge
}

/** A pending one has gone out. */
export function succeedRefund(world: World, id: string): void {
  const refund = wished(world.state.stripe.refunds, id)
  if (refund.status !== 'pending') throw unfit(`${id} is ${refund.status}`)
  Object.assign(refund, { status: 'succeeded', balance_transaction: moveOut(world, refund) })
  tellUpdated(world, refund)
}

/** The bank has sent it back: the money is ours again. */
export function failRefund(world: World, id: string): void {
  const { refunds, charges } = world.state.stripe
  const refund = wished(refunds, id)
  if (refund.status !== 'pending' && refund.status !== 'succeeded') throw unfit(`${id} is ${refund.status}`)
  Object.assign(refund, { status: 'failed', failure_reason: 'lost_or_stolen_card' })
  if (refund.balance_transaction !== null) refund.failure_balance_transaction = moveBack(world, refund)
  const charge = find(charges, 'charge', refund.charge ?? '')
  change(world, 'charge.updated', charge, {
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  })
  tellUpdated(world, refund)
  emit(world, 'refund.failed', refund)
}

function tellUpdated(world: World, refund: Refund): void {
  emit(world, 'refund.updated', refund)
  emit(world, 'charge.refund.updated', refund)
}

/** Stripe keeps its fee. */
function moveOut(world: World, { id, amount, currency, charge }: Refund): string {
  const bank = world.state.stripe.charges.get(charge ?? '')?.payment_method_details?.card === undefined
  const type = bank ? 'payment_refund' : 'refund'
  const move = { type, reporting_category: 'refund', amount: -amount, currency, fee: 0, source: id }
  return newBalanceTransaction(world, { ...move, description: 'REFUND FOR CHARGE' }).id
}

function moveBack(world: World, { id, amount, currency, charge }: Refund): string {
  const bank = world.state.stripe.charges.get(charge ?? '')?.payment_method_details?.card === undefined
  const type = bank ? 'payment_failure_refund' : 'refund_failure'
  const move = { type, reporting_category: 'refund_failure', amount, currency, fee: 0, source: id }
  return newBalanceTransaction(world, { ...move, description: 'REFUND FAILURE' }).id
}

function shown(amount: number, { currency }: Charge): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount / 100)
}
