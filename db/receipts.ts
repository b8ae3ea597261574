import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { type Receipt, type ReceiptRow, receiptOf } from './receipt.ts'

export type ReceiptPage =
  /** `next`: where the page after this one begins; null: there is none. */
  { kind: 'page'; items: Receipt[]; next: string | null } | { kind: 'bad_cursor' }

/** What of the payment `p` is back with the payer, and since when; null: nothing. */
const BACK =
  'select sum(amount) as amount, max(settled_at) as settled_at from standing_refunds where payment_id = p.id'

/** A payment stands for itself, or in the line of its invoice; each half is read by its own index, no further than a page. */
const QUESTION = `
(
  select p.id, p.paid_at as at, p.rail, p.charge_id, v.plan_code as code, v.terms -> 'title' as title,
    p.amount as due, p.amount as paid, p.currency, p.paid_at, p.amount as booked, b.amount as back,
    b.settled_at as back_at, null as invoice, null as invoice_status, null::timestamptz as due_at,
    null as subscription_status, null::timestamptz as period_ends_at, p.receipt_url as hosted_url, null as pdf_url
  from payments p
  left join orders o on o.id = p.order_id and p.quarantine is null
  left join plan_versions v on v.id = o.plan_version_id
  cross join lateral (${BACK}) b
  where p.person_id = $1 and (p.paid_at, p.id) < ($2, $3) and not exists (
    select from invoices i where i.rail = p.rail and i.provider_id = p.invoice and i.person_id = p.person_id
  )
  order by p.paid_at desc, p.id desc limit $4
)
union all
(
  select i.id, i.created_at, i.rail, m.charge_id, v.plan_code, v.terms -> 'title', i.amount_due, i.amount_paid,
    i.currency, m.paid_at, m.booked, m.back, m.back_at, i.provider_id, i.status, i.due_at, s.status,
    s.period_ends_at, i.hosted_url, i.pdf_url
  from invoices i
  left join lateral (
    select (array_agg(p.charge_id order by p.paid_at, p.id))[1] as charge_id, max(p.paid_at) as paid_at,
      sum(p.amount) as booked, sum(b.amount) as back, max(b.settled_at) as back_at,
      bool_or(p.quarantine is not null) as held
    from payments p
    cross join lateral (${BACK}) b
    where p.rail = i.rail and p.invoice = i.provider_id and p.person_id = i.person_id
  ) m on true
  left join plan_versions v on v.id = i.plan_version_id and m.held is not true
  left join subscriptions s on s.id = i.subscription_id
  where i.person_id = $1 and (i.created_at, i.id) < ($2, $3)
  order by i.created_at desc, i.id desc limit $4
)
order by at desc, id desc limit $4`

/**
 * Everything this person paid or is to pay, on every rail, newest first; whoever reads on from a cursor misses nothing,
 * and meets nothing twice.
 */
export async function receipts(
  books: Pick<Books, 'pool' | 'now'>,
  { personId, cursor, limit }: { personId: number; cursor: string | null; limit: number },
): Promise<ReceiptPage> {
  const after = cursor === null ? BEFORE_ALL : placeIn(cursor)
  if (!after) return { kind: 'bad_cursor' }
  const { rows } = await books.pool.query<ReceiptRow>({
    name: 'receipts',
    text: QUESTION,
    values: [personId, after.at, after.id, limit + 1],
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const now = books.now()
  return {
    kind: 'page',
    items: page.map(row => receiptOf(row, now)),
    next: last && rows.length > limit ? cursorAt(last) : null,
  }
}

/** A place in the list: between one line and the next older one. */
interface Place {
  at: Date | 'infinity'
  id: string
}

const BEFORE_ALL: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Opaque to whoever holds it; it names a line, not a page number, so new ones move nothing. */
function cursorAt({ at, id }: ReceiptRow): string {
  return Buffer.from(`${+new Date(at)} ${id}`).toString('base64url')
}

function placeIn(cursor: string): Place | null {
  const [, ms, text = ''] = /^(\d{1,14}) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const id = idIn(text)
  return ms && id ? { at: new Date(Number(ms)), id } : null
}
