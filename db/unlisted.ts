import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Rail } from './money.ts'
import type { Unlisted } from './statement.ts'
import { tell } from './tell.ts'

/** How many are named. */
const NAMED = 20

const UNLISTED = `
select p.charge_id, p.amount, p.currency, p.paid_at, count(*) over ()::int as count
from payments p
where p.rail = $1 and p.amount > 0 and p.settled_at < $3
  and p.paid_at >= $2
  and not exists (
    select from statement_lines l where l.charge_id = p.charge_id and l.rail = p.rail and l.kind = 'payment')
order by p.paid_at, p.id
limit $4`

interface Asked {
  rail: Rail
  account: string
  before: Date
  /** Those alone that were paid since; null: all. */
  since: Date | null
}

/** Payments that moved money, were booked before then, and stand on no statement of their rail. */
export async function unlistedOf(books: Books, { rail, account, before, since }: Asked): Promise<Unlisted> {
  const from = [since, await beganAt(books, { rail, account })].flatMap(at => (at ? [+at] : []))
  const { rows } = await books.pool.query<{
    charge_id: string
    amount: string
    currency: string
    paid_at: string
    count: number
  }>(UNLISTED, [rail, from.length > 0 ? new Date(Math.max(...from)) : '-infinity', before, NAMED])
  const charges = rows.map(({ charge_id: chargeId, amount, currency, paid_at }) => {
    return { chargeId, amount: Number(amount), currency, paidAt: new Date(paid_at) }
  })
  return { count: rows[0]?.count ?? 0, charges }
}

/**
 * Where the books hold payments of another account as well, as of a bot before this one, only what was paid since this
 * account began can stand on its statement; null: there is but this one.
 */
async function beganAt(
  { pool }: Books,
  { rail, account }: Pick<Asked, 'rail' | 'account'>,
): Promise<Date | null> {
  const of = [rail, account]
  const others = await pool.query(
    'select from statement_lines where rail = $1 and (account < $2 or account > $2) limit 1',
    of,
  )
  if (others.rows.length === 0) return null
  const { rows } = await pool.query<{ at: string | null }>(
    'select min(happened_at) as at from statement_lines where rail = $1 and account = $2',
    of,
  )
  return rows[0]?.at ? new Date(rows[0].at) : null
}

/** Tells admins where a charge is among them that they were not told of, or where there are more than can be named. */
export async function tellOfUnlisted(
  books: Books,
  { rail, unlisted: { count, charges } }: { rail: Rail; unlisted: Unlisted },
): Promise<void> {
  if (count === 0) return
  const chargeIds = charges.map(({ chargeId }) => chargeId)
  await books.orm.em.fork().transactional(async em => {
    // One after the other, so that of two runs beside each other one tells.
    await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`unlisted on ${rail}`])
    const told = await toldOf(em, rail)
    if (count <= told.most && chargeIds.every(chargeId => told.chargeIds.has(chargeId))) return
    const news = { kind: 'unlisted' as const, rail, count, chargeIds }
    await tell(
      books,
      em,
      books.adminIds.map(personId => ({ personId, news })),
    )
  })
  books.jobs.wake('messages')
}

async function toldOf(em: EntityManager, rail: Rail): Promise<{ most: number; chargeIds: Set<string> }> {
  const told: { news: { count: number; chargeIds: string[] } }[] = await em.execute(
    `select news from notices where news->>'kind' = 'unlisted' and news->>'rail' = ?`,
    [rail],
  )
  return {
    most: Math.max(0, ...told.map(({ news }) => news.count)),
    chargeIds: new Set(told.flatMap(({ news }) => news.chargeIds)),
  }
}
