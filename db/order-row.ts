import type { Rail } from './money.ts'
import type { Order } from './order.ts'
import type { PlanTerms } from './plan.ts'

/** An order with the terms it was made from, as plain SQL reads it: `orders o` joined with its `plan_versions v`. */
export interface OrderRow {
  id: string
  person_id: string
  rail: Rail
  amount: string
  currency: string
  terms: PlanTerms
  /** Text from the ORM's pool, a date from the gate's. */
  created_at: string | Date
  expires_at: string | Date
}

/** What an `OrderRow` is selected from. */
export const ORDER_COLUMNS =
  'o.id, o.person_id, o.rail, o.amount, o.currency, v.terms, o.created_at, o.expires_at'

export function orderOf(row: OrderRow): Order {
  return {
    id: row.id,
    personId: Number(row.person_id),
    rail: row.rail,
    price: { amount: Number(row.amount), currency: row.currency },
    plan: row.terms,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  }
}
