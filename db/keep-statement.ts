import type { Books } from './books.ts'
import { newId } from './id.ts'
import type { StatementPage } from './statement.ts'

/** The name of the cursor that says how far the statement of one account was read. */
export function cursorOf(account: string): string {
  return `statement ${account}`
}

/**
 * One statement, and so one transaction. In the order of their names, so that runs beside each other never wait in a
 * circle. What is no sale stands between `cash` and `transfers`, as it was before fees; the fee beside it.
 */
const KEEP = `
with
  fresh as (
    insert into statement_lines (
      id, rail, account, provider_id, direction, kind, what, amount, currency, fee, charge_id, happened_at, kept_at)
    select id, $1, $2, "providerId", direction, kind, what, amount, currency, fee, "chargeId", at, $5
    from jsonb_to_recordset($3::jsonb) as line (
      id uuid, "providerId" text, direction text, kind text, what text, amount bigint, currency text, fee bigint,
      "chargeId" text, at timestamptz)
    order by "providerId", direction
    on conflict do nothing
    returning id, direction, kind, amount, currency, fee
  ),
  booked as (
    insert into entries (line_id, rail, currency, debit, credit, amount, booked_at)
    select fresh.id, $1, currency, debit, credit, leg.amount, $5
    from fresh cross join lateral (values
      ('cash', 'transfers', case direction when 'in' then fresh.amount else 0 end),
      ('transfers', 'cash', case direction when 'out' then fresh.amount else 0 end),
      ('fees', 'cash', fee),
      ('cash', 'fees', -fee)
    ) leg (debit, credit, amount)
    where kind = 'other' and leg.amount > 0
  ),
  moved as (
    insert into provider_cursors (rail, kind, reached_at, position) values ($1, $4, $5, $6)
    on conflict (rail, kind) do update
      set reached_at = excluded.reached_at,
        position = case when $7 then excluded.position else greatest(provider_cursors.position, excluded.position) end
  )
select count(*)::int as fresh from fresh`

/** Keeps a page of a provider's statement; a line that was kept before changes nothing, and is booked no second time. */
export async function keepStatement(
  { pool, now }: Books,
  { rail, account, lines, position, isAnew = false }: StatementPage,
): Promise<{ fresh: number }> {
  const named = JSON.stringify(lines.map(line => ({ id: newId(), ...line })))
  const { rows } = await pool.query<{ fresh: number }>({
    name: 'keep_statement',
    text: KEEP,
    values: [rail, account, named, cursorOf(account), now(), position, isAnew],
  })
  return { fresh: rows[0]?.fresh ?? 0 }
}
