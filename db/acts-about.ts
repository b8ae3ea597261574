import type { Act } from './act.ts'
import type { Books } from './books.ts'
import { peopleNamed } from './find-people.ts'
import { idIn } from './id.ts'

const SHOWN = 20

/**
 * What admins did, newest first, at most 20. '' asks for the newest of all; else by Telegram id or @name, of whom it is
 * about or who did it, or by the id of the charge, payment, order, grant, refund or act itself (case 93).
 */
export async function actsAbout(books: Books, query: string): Promise<Act[]> {
  const text = query.trim()
  const uuid = idIn(text.toLowerCase())
  const people = await peopleMeant(books, text)
  return await read(
    books,
    `where $1 = '' or c.charge_id = $1 or $2 in (a.id, a.refund_id, a.grant_id, c.id, c.order_id, bought.id)
       or a.person_id = any($3) or a.admin_id = any($3)
     order by a.done_at desc, a.id desc limit ${SHOWN}`,
    [text, uuid, people],
  )
}

async function peopleMeant(books: Books, text: string): Promise<number[]> {
  if (/^\d{1,16}$/.test(text)) return [Number(text)]
  return (await peopleNamed(books, text)).map(({ id }) => id)
}

/** Everything that was done about this person, oldest first. */
export async function actsOn(books: Pick<Books, 'pool'>, personId: number): Promise<Act[]> {
  return await read(books, 'where a.person_id = $1 order by a.done_at, a.id', [personId])
}

async function read({ pool }: Pick<Books, 'pool'>, which: string, values: unknown[]): Promise<Act[]> {
  const { rows } = await pool.query<Row>(
    `select a.id, a.kind, a.admin_id, a.person_id, a.refund_id, a.grant_id, a.until, a.ended_sessions, a.reason, a.done_at,
       c.charge_id, case when f.refund_id is null then o.result else 'failed' end as result, coalesce(f.detail, o.detail) as detail, coalesce(given.plan_code, v.plan_code) as plan_code
     from acts a
     left join grants given on given.id = a.grant_id
     left join refunds r on r.id = a.refund_id
     left join refund_outcomes o on o.refund_id = r.id
     left join refund_failures f on f.refund_id = r.id
     left join payments c on c.id = r.payment_id
     left join grants bought on bought.payment_id = c.id
     left join orders on orders.id = c.order_id
     left join plan_versions v on v.id = orders.plan_version_id
     ${which}`,
    values,
  )
  return rows.map(actOf)
}

interface Row {
  id: string
  kind: Act['kind']
  admin_id: string
  person_id: string
  refund_id: string | null
  grant_id: string | null
  until: string | null
  ended_sessions: number | null
  reason: string
  done_at: string
  charge_id: string | null
  result: Act['result']
  detail: string | null
  plan_code: string | null
}

function actOf(row: Row): Act {
  return {
    actId: row.id,
    kind: row.kind,
    adminId: Number(row.admin_id),
    personId: Number(row.person_id),
    chargeId: row.charge_id,
    refundId: row.refund_id,
    grantId: row.grant_id,
    planCode: row.plan_code,
    until: row.until === null ? null : new Date(row.until),
    endedSessions: row.ended_sessions,
    reason: row.reason,
    doneAt: new Date(row.done_at),
    result: row.result,
    detail: row.detail,
  }
}
