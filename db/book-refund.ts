import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { EntryEntity } from './ledger.ts'
import type { RefundEntity } from './refund.ts'

/**
 * Turns the entry of a payment round for what a refund took, or again for what came `back` of it. Money that never
 * moved has no entry, and neither has its refund.
 */
export async function bookRefund(
  em: EntityManager,
  refund: InferEntity<typeof RefundEntity>,
  way: 'out' | 'back',
  now: Date,
): Promise<void> {
  const { payment, amount } = refund
  const entry = await em.findOne(EntryEntity, { payment: payment.id, refund: null, movement: null })
  if (!entry || amount === 0) return
  const [debit, credit] = way === 'out' ? [entry.credit, entry.debit] : [entry.debit, entry.credit]
  const { rail, currency } = entry
  em.create(EntryEntity, {
    payment,
    refund,
    movement: null,
    rail,
    currency,
    debit,
    credit,
    amount,
    bookedAt: now,
  })
}
