import type { EntityManager } from '@mikro-orm/postgresql'
import { DisputeEntity } from './dispute.ts'
import type { Rail } from './money.ts'
import type { RefundDeclined } from './refund.ts'

/** A refund, and how far it is. `failed`: also when it had gone through and came back. */
export interface StandingRefund {
  id: string
  amount: number
  stand: 'open' | 'taken' | 'failed'
}

/** All refunds of a payment, in the order they were asked for. */
export async function refundsOf(em: EntityManager, paymentId: string): Promise<StandingRefund[]> {
  const rows: (Omit<StandingRefund, 'amount'> & { amount: string })[] = await em.execute(
    `select r.id, r.amount,
       case when o.refund_id is null then 'open' when o.result = 'failed' or f.refund_id is not null then 'failed'
         else 'taken' end as stand
     from refunds r
     left join refund_outcomes o on o.refund_id = r.id
     left join refund_failures f on f.refund_id = r.id
     where r.payment_id = ? order by r.requested_at, r.id`,
    [paymentId],
  )
  return rows.map(row => ({ ...row, amount: Number(row.amount) }))
}

/** How much went back and stayed there. */
export function takenOf(refunds: StandingRefund[]): number {
  return sumOf(refunds.filter(({ stand }) => stand === 'taken'))
}

/** Whether a bank holds this payment, or has kept it. */
export async function isDisputed(em: EntityManager, paymentId: string): Promise<boolean> {
  return (await em.count(DisputeEntity, { payment: paymentId, stand: { $in: ['open', 'lost'] } })) > 0
}

/**
 * How much of a payment can still be given back; or why nothing can. What failed may be asked for again; what a bank
 * holds or has kept is not ours to give.
 */
export function refundable(
  { rail, amount }: { rail: Rail; amount: number },
  refunds: StandingRefund[],
  disputed: boolean,
): { kind: 'refundable'; left: number } | Exclude<RefundDeclined, { kind: 'unknown_charge' }> {
  const standing = refunds.filter(({ stand }) => stand !== 'failed')
  const left = amount - sumOf(standing)
  // Stars go back whole, so also where nobody could read how many came.
  if (left > 0 || (rail === 'stars' && standing.length === 0))
    return disputed ? { kind: 'disputed' } : { kind: 'refundable', left }
  const open = standing.findLast(({ stand }) => stand === 'open')
  if (open) return { kind: 'already_requested', refundId: open.id }
  const taken = standing.at(-1)
  return taken ? { kind: 'already_refunded', refundId: taken.id } : { kind: 'nothing_to_refund' }
}

function sumOf(refunds: StandingRefund[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0)
}
