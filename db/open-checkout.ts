import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { OpenCheckoutResult } from './cards.ts'
import { openOrder } from './open-order.ts'
import type { Order } from './order.ts'
import { ORDER_COLUMNS, type OrderRow, orderOf } from './order-row.ts'

/** How old an order may be to get its page: the provider wants half an hour of the hour it lives. */
const FRESH_MS = 25 * 60 * 1000
/** How old, where it has its page: long enough is left to pay there. */
const PAYABLE_MS = 50 * 60 * 1000

/**
 * The order to pay by card: the one of the last minutes, still open, or a new one; so that a double click, a time-out
 * and two replicas come to one order, which is the provider's idempotency key (cases 67, 68).
 */
export async function openCheckout(
  books: Books,
  { personId, planCode }: { personId: number; planCode: string },
): Promise<OpenCheckoutResult> {
  const opened = await openOrder(books, { personId, planCode, rail: 'card' }, latest)
  if (opened.kind !== 'opened') return opened
  return { ...opened, sessionId: await sessionOf(books, opened.order.id) }
}

/** Theirs that nothing came of yet: no money, no subscription that is over by now, no word that they do not want it. */
const LATEST = `
select ${ORDER_COLUMNS} from orders o join plan_versions v on v.id = o.plan_version_id
  left join checkouts c on c.order_id = o.id
where o.person_id = ? and o.plan_version_id = ? and o.rail = 'card'
  and o.created_at > case when c.order_id is null then ?::timestamptz else ?::timestamptz end
  and not exists (select from payments where order_id = o.id)
  and not exists (select from order_cancellations where order_id = o.id)
  and not exists (select from subscriptions where order_id = o.id and status in ('canceled', 'incomplete_expired'))
order by o.created_at desc, o.id desc limit 1`

async function latest(
  em: EntityManager,
  personId: number,
  versionId: string,
  now: Date,
): Promise<Order | null> {
  const [row]: OrderRow[] = await em.execute(LATEST, [
    personId,
    versionId,
    new Date(+now - FRESH_MS),
    new Date(+now - PAYABLE_MS),
  ])
  return row ? orderOf(row) : null
}

async function sessionOf({ pool }: Books, orderId: string): Promise<string | null> {
  const { rows } = await pool.query<{ session_id: string }>(
    'select session_id from checkouts where order_id = $1',
    [orderId],
  )
  return rows[0]?.session_id ?? null
}
