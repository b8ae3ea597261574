import { defineEntity, p } from '@mikro-orm/core'
import type { Books } from './books.ts'
import type { Checkout } from './cards.ts'
import { type Order, OrderEntity } from './order.ts'

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

/**
 * For how long nobody may have told what became of a page: money sent in a slow way can be two weeks under way, and
 * events of the provider's come late.
 */
const UNTOLD_MS = 14 * 24 * 60 * 60 * 1000
/** Each new page closes those before it, so there are hardly two. */
const MOST = 10

/** Unpaid as far as the books know: those that can be paid still, and those of which nobody told the end. */
const BESIDE = `
select c.order_id as "orderId", c.session_id as "sessionId", x.order_id is not null as "isCanceled"
from orders o join plan_versions v on v.id = o.plan_version_id join checkouts c on c.order_id = o.id
  left join order_cancellations x on x.order_id = o.id
where o.person_id = $1 and o.created_at > $4 and v.plan_code = $2 and o.id <> $3
  and (o.expires_at > $5 or x.order_id is null)
  and not exists (select from payments where order_id = o.id)
  and not exists (select from subscriptions where order_id = o.id and status in ('canceled', 'incomplete_expired'))
order by o.created_at desc, o.id desc limit ${MOST}`

/** Where else its buyer can pay, or may have paid, for the same plan in whatever edition; the latest first. */
export async function checkoutsBeside(
  books: Books,
  { id, personId, plan }: Pick<Order, 'id' | 'personId' | 'plan'>,
): Promise<Checkout[]> {
  const now = books.now()
  const since = new Date(+now - UNTOLD_MS)
  const { rows } = await books.pool.query<Checkout>(BESIDE, [personId, plan.code, id, since, now])
  return rows
}
