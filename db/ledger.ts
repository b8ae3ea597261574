import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Rail } from './money.ts'
import { MovementEntity } from './movement.ts'
import { PaymentEntity } from './payment.ts'
import { RefundEntity } from './refund.ts'
import { StatementLineEntity } from './statement-line.ts'

/**
 * The accounts. `cash`: what the provider holds for us. `sales`: money earned by granting access.
 * `suspense`: money in quarantine or on its way back, still the payer's. `fees`: what the provider kept.
 * `conversion`: what it changed into another currency. `disputes`: what banks hold while they dispute, or have kept.
 * `transfers`: what moved between the provider and the operator without a sale, as a payout.
 */
export type Account = 'cash' | 'sales' | 'suspense' | 'fees' | 'conversion' | 'disputes' | 'transfers'

/**
 * An entry names the account it debits and the one it credits, so an unbalanced one cannot be written.
 * Append-only: the database refuses UPDATE and DELETE; a correction is a reversing entry.
 */
export const EntryEntity = defineEntity({
  name: 'Entry',
  tableName: 'entries',
  uniques: [
    // A payment's own money is booked once.
    {
      name: 'entries_payment_once',
      properties: ['payment'],
      where: 'refund_id is null and movement_id is null',
    },
    // What a refund took is booked once, and what came back of it once.
    { name: 'entries_refund_once', properties: ['refund', 'debit'], where: 'movement_id is null' },
    { name: 'entries_movement_once', properties: ['movement', 'debit', 'credit', 'currency'] },
    { name: 'entries_line_once', properties: ['line', 'debit', 'credit'], where: 'line_id is not null' },
  ],
  checks: [
    { name: 'entries_amount_positive', expression: 'amount > 0' },
    { name: 'entries_two_accounts', expression: 'debit <> credit' },
    { name: 'entries_one_cause', expression: '(payment_id is null) <> (line_id is null)' },
  ],
  triggers: appendOnly('entries'),
  properties: {
    id: p.bigint('number').primary(),
    payment: () => p.manyToOne(PaymentEntity).nullable().deleteRule('no action'),
    /** What moved without a payment of ours; then there is none. */
    line: () => p.manyToOne(StatementLineEntity).nullable().deleteRule('no action'),
    /** The refund this entry books, or the move of the provider's balance; both null for the payment's own entry. */
    refund: () => p.manyToOne(RefundEntity).nullable().deleteRule('no action'),
    movement: () => p.manyToOne(MovementEntity).nullable().deleteRule('no action'),
    rail: p.text().$type<Rail>(),
    currency: p.text(),
    debit: p.text().$type<Account>(),
    credit: p.text().$type<Account>(),
    amount: p.bigint('number'),
    bookedAt: p.datetime(),
  },
})

/** What one account holds on one rail in one currency: debits less credits, in minor units. */
export interface Balance {
  rail: Rail
  currency: string
  account: Account
  balance: number
}
