import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { AdmitResult, CheckoutClaim } from './order.ts'
import { ORDER_COLUMNS, type OrderRow, orderOf } from './order-row.ts'

interface Row extends OrderRow {
  canceled: boolean
  retired: boolean
  owned_forever: boolean
}

/** All that the gate asks, in one read: a payer waits for it, and Telegram gives ten seconds. */
const QUESTION = `
select ${ORDER_COLUMNS},
  c.order_id is not null as canceled,
  p.retired_at is not null as retired,
  exists (
    select from entitlements e where e.person_id = $2 and e.plan_code = v.plan_code and e.ends_at is null
  ) as owned_forever
from orders o
join plan_versions v on v.id = o.plan_version_id
join plans p on p.code = v.plan_code
left join order_cancellations c on c.order_id = o.id
where o.id = $1`

/**
 * May this be paid now: by this payer, at exactly this price? Reads only. The order's own price is honoured as
 * long as the order lives, also when the plan has another by now (case 6).
 */
export async function admit(books: Books, claim: CheckoutClaim): Promise<AdmitResult> {
  const id = idIn(claim.reference)
  if (!id) return { kind: 'refused', reason: 'unknown_order' }
  const { rows } = await books.gate.query<Row>({ name: 'admit', text: QUESTION, values: [id, claim.payerId] })
  const [row] = rows
  if (!row) return { kind: 'refused', reason: 'unknown_order' }
  const order = orderOf(row)
  if (order.personId !== claim.payerId) return { kind: 'refused', reason: 'foreign' }

  if (row.canceled) return { kind: 'refused', reason: 'canceled', order }
  if (row.retired) return { kind: 'refused', reason: 'retired', order }
  if (row.owned_forever) return { kind: 'refused', reason: 'owned_forever', order }
  if (books.now() >= order.expiresAt) return { kind: 'refused', reason: 'expired', order }
  const exact = claim.price.amount === order.price.amount && claim.price.currency === order.price.currency
  if (!exact) return { kind: 'refused', reason: 'price_differs', order }
  return { kind: 'admitted', order }
}
