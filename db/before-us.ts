import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { BEFORE_US, type BeforeUs } from './statement.ts'

/** The first order ever made; where there is none, when the shop was opened. A refund is as old as its payment. */
const QUESTION = `
select index from unnest($3::text[], $4::uuid[], $5::timestamptz[]) with ordinality as line (charge_id, order_id, at, index)
where not exists (select from payments p where p.rail = $1 and p.charge_id = line.charge_id)
  and not exists (select from orders o where o.id = line.order_id)
  and (
    at < coalesce(
      (select created_at from orders order by id limit 1), (select min(created_at) from plan_versions))
    or exists (
      select from statement_lines l where l.rail = $1 and l.account = $2 and l.provider_id = line.charge_id
        and l.direction = 'in' and l.kind = 'other' and l.what = $6)
  )`

/** Of these lines the ones of sales that were made before there was this shop, by whoever had the account then. */
export async function beforeUs<Line extends BeforeUs>(
  { pool }: Pick<Books, 'pool'>,
  { rail, account, lines }: { rail: string; account: string; lines: Line[] },
): Promise<Line[]> {
  if (lines.length === 0) return []
  const { rows } = await pool.query<{ index: string }>(QUESTION, [
    rail,
    account,
    lines.map(({ chargeId }) => chargeId),
    lines.map(({ charge }) => idIn(charge?.reference ?? '')),
    lines.map(({ at }) => at),
    BEFORE_US,
  ])
  const found = new Set(rows.map(({ index }) => lines[Number(index) - 1]))
  const paid = new Set(lines.filter(line => found.has(line)).map(({ chargeId }) => chargeId))
  // What went back of one of them may stand on the same page, and be younger than the shop.
  return lines.filter(line => found.has(line) || (line.direction === 'out' && paid.has(line.chargeId)))
}

/** Whether a charge was kept as a sale of before this shop: what it was, and what becomes of it, is not ours to book. */
export async function isBeforeUs(
  { pool }: Pick<Books, 'pool'>,
  { rail, chargeId }: { rail: string; chargeId: string },
): Promise<boolean> {
  const { rows } = await pool.query(
    `select from statement_lines l where l.rail = $1 and l.provider_id = $2 and l.direction = 'in' and l.kind = 'other'
       and l.what = $3 and not exists (select from payments p where p.rail = l.rail and p.charge_id = l.provider_id)`,
    [rail, chargeId, BEFORE_US],
  )
  return rows.length > 0
}
