import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { Money, Rail } from './money.ts'
import type { Text } from './plan.ts'

/** What somebody paid, as they see it. */
export interface Receipt {
  /** The id of the payment. */
  id: string
  /** The provider's own id of it, which support asks for. */
  chargeId: string
  rail: Rail
  /** What it was for, as it was called then; null where the money fits no order: it is held, and can be given back. */
  plan: { code: string; title: Text } | null
  price: Money
  status: 'paid' | 'refunded'
  paidAt: Date
  refundedAt: Date | null
}

export type ReceiptPage =
  /** `next`: where the page after this one begins; null: there is none. */
  { kind: 'page'; items: Receipt[]; next: string | null } | { kind: 'bad_cursor' }

interface Row {
  id: string
  charge_id: string
  rail: Rail
  amount: string
  currency: string
  code: string | null
  title: Text | null
  paid_at: string
  refunded_at: string | null
}

/** Everything this person paid, newest first; whoever reads on from a cursor misses nothing, and meets nothing twice. */
export async function receipts(
  books: Pick<Books, 'pool'>,
  { personId, cursor, limit }: { personId: number; cursor: string | null; limit: number },
): Promise<ReceiptPage> {
  const after = cursor === null ? BEFORE_ALL : placeIn(cursor)
  if (!after) return { kind: 'bad_cursor' }
  const { rows } = await books.pool.query<Row>({
    name: 'receipts',
    text: `
      select p.id, p.charge_id, p.rail, p.amount, p.currency, p.paid_at, v.plan_code as code,
        v.terms -> 'title' as title, (
          select min(e.settled_at) from refunds r join refund_outcomes e on e.refund_id = r.id
          where r.payment_id = p.id and e.result = 'succeeded'
        ) as refunded_at
      from payments p
      left join orders o on o.id = p.order_id and p.quarantine is null
      left join plan_versions v on v.id = o.plan_version_id
      where p.person_id = $1 and (p.paid_at, p.id) < ($2, $3)
      order by p.paid_at desc, p.id desc
      limit $4`,
    values: [personId, after.paidAt, after.id, limit + 1],
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    kind: 'page',
    items: page.map(receiptOf),
    next: last && rows.length > limit ? cursorAt(last) : null,
  }
}

function receiptOf(row: Row): Receipt {
  return {
    id: row.id,
    chargeId: row.charge_id,
    rail: row.rail,
    plan: row.code !== null && row.title !== null ? { code: row.code, title: row.title } : null,
    price: { amount: Number(row.amount), currency: row.currency },
    status: row.refunded_at ? 'refunded' : 'paid',
    paidAt: new Date(row.paid_at),
    refundedAt: row.refunded_at === null ? null : new Date(row.refunded_at),
  }
}

/** A place in the list: between one payment and the next older one. */
interface Place {
  paidAt: Date | 'infinity'
  id: string
}

const BEFORE_ALL: Place = { paidAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Opaque to whoever holds it; it names a payment, not a page number, so new payments move nothing. */
function cursorAt({ paid_at, id }: Row): string {
  return Buffer.from(`${+new Date(paid_at)} ${id}`).toString('base64url')
}

function placeIn(cursor: string): Place | null {
  const [, ms, text = ''] = /^(\d{1,14}) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const id = idIn(text)
  return ms && id ? { paidAt: new Date(Number(ms)), id } : null
}
