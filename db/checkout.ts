import { defineEntity, p } from '@mikro-orm/core'
import type { Books } from './books.ts'
import { OrderEntity } from './order.ts'

/** The provider's page on which an order can be paid. */
export const CheckoutEntity = defineEntity({
  name: 'Checkout',
  tableName: 'checkouts',
  properties: {
    order: () => p.oneToOne(OrderEntity).primary().deleteRule('no action').updateRule('no action'),
    /** The provider's id. */
    sessionId: p.text().unique(),
    createdAt: p.datetime(),
  },
})

/** Of several for one order the first stays; its id is the provider's idempotency key, so they are one. */
export async function keepCheckout(
  books: Books,
  { orderId, sessionId }: { orderId: string; sessionId: string },
): Promise<void> {
  await books.pool.query(
    'insert into checkouts (order_id, session_id, created_at) values ($1, $2, $3) on conflict do nothing',
    [orderId, sessionId, books.now()],
  )
}
