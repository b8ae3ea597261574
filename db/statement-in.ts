import { beforeUs } from './before-us.ts'
import type { Books } from './books.ts'
import { cursorOf, keepStatement } from './keep-statement.ts'
import type { Rail } from './money.ts'
import type { Statement, Unlisted } from './statement.ts'
import { unbookedOf } from './unbooked.ts'
import { tellOfUnlisted, unlistedOf } from './unlisted.ts'

/** When a run for this rail last went through to its end. */
const RECONCILED = 'reconciled'

/** The part of the door where the provider's own list of what moved is kept, and held against our payments. */
export function statementIn(books: Books): Statement {
  return {
    position: of => positionOf(books, of),
    unbooked: of => unbookedOf(books, of),
    beforeUs: of => beforeUs(books, of),
    keep: page => keepStatement(books, page),
    sums: of => sumsOf(books, of),
    unlisted: of => unlistedSince(books, of),
    tellOfUnlisted: of => tellOfUnlisted(books, of),
    finished: run => finished(books, run),
    finishedAt: rail => finishedAt(books, rail),
  }
}

type Account = { rail: Rail; account: string }

async function positionOf({ pool }: Books, { rail, account }: Account): Promise<number> {
  const { rows } = await pool.query<{ position: string | null }>(
    'select position from provider_cursors where rail = $1 and kind = $2',
    [rail, cursorOf(account)],
  )
  return Number(rows[0]?.position ?? 0)
}

async function sumsOf({ pool }: Books, { rail, account }: Account) {
  const { rows } = await pool.query<{ currency: string; amount: string }>(
    `select currency, sum(case direction when 'in' then amount else -amount end) as amount
     from statement_lines where rail = $1 and account = $2 group by currency order by currency`,
    [rail, account],
  )
  return rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) }))
}

type Asked = Parameters<Statement['unlisted']>[0]

async function unlistedSince(books: Books, { lookBackMs, ...of }: Asked): Promise<Unlisted> {
  const last = lookBackMs === undefined ? null : await finishedAt(books, of.rail)
  return await unlistedOf(books, { ...of, since: last && new Date(+last - (lookBackMs ?? 0)) })
}

async function finished({ pool }: Books, { rail, at }: { rail: Rail; at: Date }): Promise<void> {
  await pool.query(
    `insert into provider_cursors (rail, kind, reached_at) values ($1, $2, $3)
     on conflict (rail, kind) do update set reached_at = excluded.reached_at`,
    [rail, RECONCILED, at],
  )
}

export async function finishedAt({ pool }: Books, rail: Rail): Promise<Date | null> {
  const { rows } = await pool.query<{ reached_at: string }>(
    'select reached_at from provider_cursors where rail = $1 and kind = $2',
    [rail, RECONCILED],
  )
  return rows[0] ? new Date(rows[0].reached_at) : null
}
