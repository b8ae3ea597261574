import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Money, Rail } from './money.ts'
import { OrderEntity } from './order.ts'
import { PersonEntity } from './person.ts'

/** What a rail says has been paid. A rail translates into it; what it means is decided in `decide.ts`. */
export interface Charge {
  rail: Rail
  /** The provider's own id of this payment; the key that makes booking it twice impossible. */
  chargeId: string
  payerId: number
  price: Money
  /** The payload of the invoice as it came back: an order's id, if nobody tampered with it. */
  reference: string
  paidAt: Date
  /** What the provider sent, whole (case 93). */
  payload: unknown
}

/** Why money that arrived grants nothing until a person has looked at it (case 7). */
export type QuarantineReason = 'unknown_order' | 'wrong_amount' | 'wrong_currency' | 'wrong_rail'

/** A charge as we recorded it. Append-only. */
export const PaymentEntity = defineEntity({
  name: 'Payment',
  tableName: 'payments',
  triggers: appendOnly('payments'),
  checks: [{ name: 'payments_amount_not_negative', expression: 'amount >= 0' }],
  uniques: [{ properties: ['rail', 'chargeId'] }],
  indexes: [{ properties: ['person', 'paidAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    chargeId: p.text(),
    person: () => p.manyToOne(PersonEntity),
    order: () => p.manyToOne(OrderEntity).nullable().index().deleteRule('no action'),
    amount: p.bigint('number'),
    currency: p.text(),
    reference: p.text(),
    quarantine: p.text().$type<QuarantineReason>().nullable(),
    paidAt: p.datetime(),
    settledAt: p.datetime(),
  },
})

/** What became of a charge. Each outcome means the money is in the books, committed. */
export type Settlement =
  /** Booked, and access granted to whoever paid until `until` (null: for ever). */
  | { kind: 'granted'; paymentId: string; until: Date | null }
  /** Booked, grants nothing, shown to admins, refundable. */
  | { kind: 'quarantined'; paymentId: string; reason: QuarantineReason }
  /** Booked, and on its way back: the payer owns this for ever already (case 2). */
  | { kind: 'returned'; paymentId: string; refundId: string }
  /** Was in the books already; nothing changed (case 1). */
  | { kind: 'repeated'; paymentId: string }
