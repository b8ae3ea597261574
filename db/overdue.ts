import type { Rail } from './money.ts'
import type { Database } from './orm.ts'

type Pooled = Pick<Database, 'pool'>

/** What waits for longer than it should. */
export interface Overdue {
  /** Jobs that were owed an hour ago, or failed again and again, by their queue; with what the last of them met. */
  jobs: { kind: string; count: number; error: string | null }[]
  /** Renewals that somebody wanted stopped, or allowed again, an hour ago, and the provider has not answered. */
  renewals: number
  /** People who asked a day ago to be forgotten, and are not yet. */
  forgettings: number
}

const HOUR_MS = 60 * 60 * 1000

export async function overdue({ pool }: Pooled, now: Date): Promise<Overdue> {
  const [anHourAgo, aDayAgo] = [new Date(+now - HOUR_MS), new Date(+now - 24 * HOUR_MS)]
  // The queue lives by the clock of the database, the rest by that of the books.
  const jobs = await pool.query<Overdue['jobs'][number]>(`
    select name as kind, count(*)::int as count,
      (array_agg(output ->> 'message' order by started_on desc nulls last))[1] as error
    from pgboss.job
    where state < 'completed' and name not like '\\_\\_%'
      and (greatest(created_on, start_after) < now() - interval '1 hour' or data ->> 'isFailing' = 'true')
    group by name order by name`)
  const { rows } = await pool.query<{ renewals: number; forgettings: number }>(
    `select
       (select count(*)::int from renewal_requests r where asked_at < $1
          and not exists (select from renewal_answers a where a.request_id = r.id)) as renewals,
       (select count(*)::int from forgettings where done_at is null and asked_at < $2) as forgettings`,
    [anHourAgo, aDayAgo],
  )
  return { jobs: jobs.rows, renewals: rows[0]?.renewals ?? 0, forgettings: rows[0]?.forgettings ?? 0 }
}

/** Whose access or money moved, or whose time came, an hour ago or at an hour nobody knows, and nobody has looked. */
export async function unlookedAt({ pool }: Pooled, now: Date): Promise<string[]> {
  const { rows } = await pool.query<{ person_id: string }>(
    `select person_id from access_watches
     where look_at <= $1 and exists (select from webhook_endpoints where retired_at is null) order by person_id`,
    [new Date(+now - HOUR_MS)],
  )
  return rows.map(({ person_id }) => person_id)
}

/** When each rail was last reconciled to the end. */
export async function reconciledAt({ pool }: Pooled): Promise<Map<Rail, Date>> {
  const { rows } = await pool.query<{ rail: Rail; reached_at: string }>(
    `select rail, reached_at from provider_cursors where kind = 'reconciled'`,
  )
  return new Map(rows.map(({ rail, reached_at }) => [rail, new Date(reached_at)]))
}

/** What the books hold for a rail, per currency, before fees. */
export async function heldOn({ pool }: Pooled, rail: Rail): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ currency: string; held: string }>(
    `select currency, sum(case when debit in ('cash', 'fees') then amount else 0 end
       - case when credit in ('cash', 'fees') then amount else 0 end) as held
     from entries where rail = $1 group by currency order by currency`,
    [rail],
  )
  return new Map(rows.map(({ currency, held }) => [currency, Number(held)]))
}

/** What the statement of cards comes to, as far as it was read, and what was paid within two hours and it has not yet. */
export async function toldByCard({ pool }: Pooled, now: Date): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ currency: string; told: string }>(
    `select currency, sum(amount) as told from (
       select currency, case direction when 'in' then amount else -amount end as amount
       from statement_lines where rail = 'card'
       union all
       select currency, amount from payments p where rail = 'card' and paid_at >= $1 and not exists (
         select from statement_lines l where l.rail = 'card' and l.charge_id = p.charge_id and l.kind = 'payment')
     ) moves group by currency`,
    [new Date(+now - 2 * HOUR_MS)],
  )
  return new Map(rows.map(({ currency, told }) => [currency, Number(told)]))
}
