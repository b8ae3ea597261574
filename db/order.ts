import { defineEntity, p } from '@mikro-orm/core'
import type { Money, Rail } from './money.ts'
import { PersonEntity } from './person.ts'
import { type PlanTerms, PlanVersionEntity } from './plan.ts'

/** How long an invoice may be paid (case 91). */
export const ORDER_LIFE_MS = 60 * 60 * 1000

/** Someone means to buy a plan at the price of this moment. Its id is the opaque payload of the invoice (case 20). */
export const OrderEntity = defineEntity({
  name: 'Order',
  tableName: 'orders',
  // A free plan never makes an invoice (case 92).
  checks: [{ name: 'orders_amount_positive', expression: 'amount > 0' }],
  indexes: [{ properties: ['person', 'createdAt'] }],
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity),
    planVersion: () => p.manyToOne(PlanVersionEntity),
    rail: p.text().$type<Rail>(),
    amount: p.bigint('number'),
    currency: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
})

/** The buyer changed their mind: the order is not payable any more. */
export const OrderCancellationEntity = defineEntity({
  name: 'OrderCancellation',
  tableName: 'order_cancellations',
  properties: {
    order: () => p.oneToOne(OrderEntity).primary().deleteRule('no action').updateRule('no action'),
    canceledAt: p.datetime(),
  },
})

/** An order as bot and server see it. */
export interface Order {
  id: string
  personId: number
  rail: Rail
  price: Money
  plan: PlanTerms
  createdAt: Date
  expiresAt: Date
}

export type OpenOrderResult =
  /** `stacksAfter`: they already hold this plan, and the new period starts then (case 90). */
  | { kind: 'opened'; order: Order; stacksAfter: Date | null }
  | { kind: 'unknown_plan'; onSale: PlanTerms[] }
  | { kind: 'not_sold_on_rail'; onSale: PlanTerms[] }
  | { kind: 'owned_forever'; plan: PlanTerms }
  /** In Stars alone: this very plan renews already, or another subscription does and they were not asked (case 37). */
  | { kind: 'subscribed' | 'parallel'; plan: PlanTerms; rail: Rail; until: Date | null; late?: true }
  /** More than five invoices within a minute by one person (case 89). */
  | { kind: 'too_many'; retryAfterSeconds: number }

/** `paid`: the money is here, and only a refund takes it back. */
export type CancelOrderResult = { kind: 'canceled' } | { kind: 'paid' } | { kind: 'not_theirs' }

/** What a provider claims is about to be paid, before the money moves. */
export interface CheckoutClaim {
  /** The payload of the invoice, as the provider returned it. */
  reference: string
  payerId: number
  price: Money
}

export type AdmitResult =
  | { kind: 'admitted'; order: Order }
  | { kind: 'refused'; reason: 'unknown_order' | 'foreign' }
  | {
      kind: 'refused'
      /** `subscribed`: they pay for this plan by a subscription already, so this would be a second one. */
      reason: 'canceled' | 'expired' | 'price_differs' | 'retired' | 'owned_forever' | 'subscribed'
      order: Order
    }
