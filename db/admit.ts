import { GOES_ON } from './beside.ts'
import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { AdmitResult, CheckoutClaim, Order } from './order.ts'
import { ORDER_COLUMNS, type OrderRow, orderOf } from './order-row.ts'

interface Row extends OrderRow {
  canceled: boolean
  retired: boolean
  owned_forever: boolean
  /** They renew this plan by another order already, on whichever rail. */
  renews_beside: boolean
  /** They began a subscription with this order, whatever became of it. */
  begun: boolean
  /** The earliest end of what is paid of those that go on; null: none does. */
  paid_until: string | Date | null
  /** The latest end of those that were over because nobody paid in time. */
  lapsed_at: string | Date | null
}

/** How long before its end the next period may be asked for. */
const DUE_MS = 24 * 60 * 60 * 1000
/** And how long after it. */
const LATE_MS = 14 * DUE_MS

/** Of `subscriptions s`: neither its person nor we meant it to end. One that went back was stopped with it. */
const NOBODY_STOPPED_IT = `not exists (
  select from renewal_words w where w.reference = o.id::text and w.person_id = s.person_id
    and w.state = 'canceled' and w.told_at >= s.period_starts_at
) and not exists (
  select from renewal_requests r where r.subscription_id = s.id and r.wish = 'stop' and r.asked_at >= s.period_starts_at
)`

/** All that the gate asks, in one read: a payer waits for it, and Telegram gives ten seconds. */
const QUESTION = `
select ${ORDER_COLUMNS},
  c.order_id is not null as canceled,
  p.retired_at is not null as retired,
  exists (
    select from entitlements e where e.person_id = $2 and e.plan_code = v.plan_code and e.ends_at is null
  ) as owned_forever,
  exists (
    select from subscriptions s join plan_versions w on w.id = s.plan_version_id
    where s.person_id = $2 and w.plan_code = v.plan_code and s.order_id is distinct from o.id and ${GOES_ON}
  ) as renews_beside,
  b.begun, b.paid_until, b.lapsed_at
from orders o
join plan_versions v on v.id = o.plan_version_id
join plans p on p.code = v.plan_code
left join order_cancellations c on c.order_id = o.id
cross join lateral (
  select count(*) > 0 as begun, min(s.period_ends_at) filter (where ${GOES_ON}) as paid_until,
    max(s.period_ends_at) filter (where s.ended_at is not null and ${NOBODY_STOPPED_IT}) as lapsed_at
  from subscriptions s where s.order_id = o.id and s.rail = 'stars' and s.person_id = $2
) b
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

  const reason = against(row, order, books.now())
  if (reason) return { kind: 'refused', reason, order }
  const exact = claim.price.amount === order.price.amount && claim.price.currency === order.price.currency
  if (!exact) return { kind: 'refused', reason: 'price_differs', order }
  return { kind: 'admitted', order }
}

function against(row: Row, { plan, rail, expiresAt }: Order, now: Date) {
  // A renewal is no purchase: it goes on though the order expired long ago, and whatever else renews beside it (case 36).
  const isDue = isRenewalDue(row, now)
  if (row.canceled && !isDue) return 'canceled'
  if (row.retired && !isDue) return 'retired'
  if (row.owned_forever) return 'owned_forever'
  if (isDue) return null
  const renews = rail === 'stars' && plan.stars?.recurring === true
  if (row.paid_until !== null || (renews && row.renews_beside)) return 'subscribed'
  // A link begins one subscription: of two begun with it Telegram would not say which it speaks of (case 28).
  return row.begun || now >= expiresAt ? 'expired' : null
}

/**
 * Whether Telegram asks before it renews is not known, so it is let through: of what goes on, from a day before its end, and
 * for a while of what was over because nobody paid in time (case 22). Not for longer, or an old link would sell for ever.
 */
function isRenewalDue({ paid_until, lapsed_at, renews_beside }: Row, now: Date): boolean {
  if (paid_until !== null) return +now >= +new Date(paid_until) - DUE_MS
  return lapsed_at !== null && !renews_beside && +now < +new Date(lapsed_at) + LATE_MS
}
