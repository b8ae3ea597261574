import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { Order } from './order.ts'
import { ORDER_COLUMNS, type OrderRow, orderOf } from './order-row.ts'

/** What became of an order, for whoever made it. */
export interface OrderState {
  order: Order
  /**
   * `paid`: booked, and it opened what it bought. `held`: the money is here and opened nothing, or a bank disputes it; a
   * person looks at it, or it is on its way back. `refunded`: all that was paid has gone back. Nothing paid: `open` to be paid, or not.
   * It is `expired` a minute after nobody can begin to pay it: whoever began in time is still being booked.
   */
  state: 'open' | 'paid' | 'held' | 'canceled' | 'expired' | 'refunded'
}

/** The payer's ten seconds between the gate and the money, and the way of the news from there. */
export const NEWS_MS = 60_000

interface Row extends OrderRow {
  canceled: boolean
  /** Of their payments for it: whether one stands and opened what it bought; whether one stands. null: no payment. */
  granted: boolean | null
  kept: boolean | null
}

/** What somebody else paid on this invoice is theirs, and so is what it bought (case 3): it does not count here. */
const QUESTION = `
select ${ORDER_COLUMNS}, c.order_id is not null as canceled, money.granted, money.kept
from orders o
join plan_versions v on v.id = o.plan_version_id
left join order_cancellations c on c.order_id = o.id
left join lateral (
  select bool_or(not refunded and granted) as granted, bool_or(not refunded) as kept
  from (
    select
      exists (
        select from grants g where g.payment_id = p.id and not exists (
          select from standing_revocations v where v.grant_id = g.id and v.dispute_id is not null
        )
      ) as granted,
      coalesce((select sum(r.amount) >= p.amount from standing_refunds r where r.payment_id = p.id), false) as refunded
    from payments p
    where p.order_id = o.id and p.person_id = o.person_id
  ) payment
) money on true
where o.id = $1 and o.person_id = $2`

/** One order of this person and what became of it, as it is committed; null where it is not theirs. One indexed read. */
export async function orderState(
  books: Books,
  { personId, orderId }: { personId: number; orderId: string },
): Promise<OrderState | null> {
  const id = idIn(orderId)
  if (!id) return null
  const { rows } = await books.pool.query<Row>({
    name: 'order_state',
    text: QUESTION,
    values: [id, personId],
  })
  const [row] = rows
  if (!row) return null
  const order = orderOf(row)
  return { order, state: stateOf(row, order, books.now()) }
}

function stateOf(row: Row, { expiresAt }: Order, now: Date): OrderState['state'] {
  if (row.granted) return 'paid'
  if (row.kept) return 'held'
  if (row.kept !== null) return 'refunded'
  if (row.canceled) return 'canceled'
  return +now >= +expiresAt + NEWS_MS ? 'expired' : 'open'
}
