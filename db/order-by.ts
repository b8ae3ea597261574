import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { Order } from './order.ts'
import { ORDER_COLUMNS, type OrderRow, orderOf } from './order-row.ts'

/** The order by its id, whoever's; null: there is none. */
export async function orderBy({ pool }: Pick<Books, 'pool'>, orderId: string): Promise<Order | null> {
  const id = idIn(orderId)
  if (!id) return null
  const { rows } = await pool.query<OrderRow>({
    name: 'order_by',
    text: `select ${ORDER_COLUMNS} from orders o join plan_versions v on v.id = o.plan_version_id where o.id = $1`,
    values: [id],
  })
  return rows[0] ? orderOf(rows[0]) : null
}
