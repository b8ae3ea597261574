import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Money, Rail } from './money.ts'
import { OrderEntity } from './order.ts'
import { PersonEntity } from './person.ts'
import { watched } from './watched.ts'

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
  /** The period of a subscription that it pays for; absent: it was paid once, and buys the plan's own term. */
  period?: Period
  /** It pays for a subscription in Stars, which follows from its payer and its order; absent: it was paid once, or by card. */
  recurring?: Recurring
  /** The provider's id of the invoice it pays, and the provider's page of this payment, where there are any. */
  invoice?: string | null
  receiptUrl?: string | null
}

/**
 * One period of a subscription that the books know already (`recordSubscription`). What it opens is exactly this span,
 * whatever else they hold; the amount may differ from the order's, by a trial, a coupon or a credit (case 82).
 */
export interface Period {
  /** The provider's id of the subscription. */
  subscription: string
  /** The provider's id of the price on the invoice; another than the plan's is looked at by a person. */
  price: string | null
  startsAt: Date
  endsAt: Date
}

/** What Telegram says of a payment of a subscription in Stars. */
export interface Recurring {
  /** Whether it began the subscription; null: it is not said, as in the list of transactions. */
  isFirst: boolean | null
  /** Until when it is paid now. null: it is not said, and follows from the end of what was paid before and `periodSeconds`. */
  endsAt: Date | null
  periodSeconds: number
}

/** Why money that arrived grants nothing until a person has looked at it (case 7). */
export type QuarantineReason =
  | 'unknown_order'
  | 'wrong_amount'
  | 'wrong_currency'
  | 'wrong_rail'
  | 'wrong_price'

/** A charge as we recorded it. Append-only. */
export const PaymentEntity = defineEntity({
  name: 'Payment',
  tableName: 'payments',
  triggers: [...appendOnly('payments'), watched('payments', 'insert', { run: 'watch_paid' })],
  checks: [{ name: 'payments_amount_not_negative', expression: 'amount >= 0' }],
  uniques: [{ properties: ['rail', 'chargeId'] }],
  indexes: [{ properties: ['person', 'paidAt', 'id'] }, { properties: ['rail', 'paidAt'] }],
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
    /** The provider's id of the invoice it paid, and its page of this payment. */
    invoice: p.text().nullable().index(),
    receiptUrl: p.text().nullable(),
  },
})

/** What became of a charge. Each outcome means the money, if any moved, is in the books, committed. */
export type Settlement =
  /** Booked, and access granted to whoever paid until `until` (null: for ever). */
  | { kind: 'granted'; paymentId: string; until: Date | null }
  /** Booked, grants nothing, shown to admins, refundable. */
  | { kind: 'quarantined'; paymentId: string; reason: QuarantineReason }
  /** Booked, and on its way back: the payer owns this for ever already (case 2). */
  | { kind: 'returned'; paymentId: string; refundId: string }
  /** Was in the books already; nothing changed (case 1). */
  | { kind: 'repeated'; paymentId: string }
  /** No money moved, and nothing is to be granted for it: nothing was booked (case 82). Asked again, it is decided anew. */
  | { kind: 'nothing'; paymentId: null }
