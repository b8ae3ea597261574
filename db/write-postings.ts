import type { PoolClient } from 'pg'
import type { Postings } from './postings.ts'

const WRITE = `
with
  events as (insert into provider_events select * from jsonb_populate_recordset(null::provider_events, $1)),
  paid as (insert into payments select * from jsonb_populate_recordset(null::payments, $2)),
  back as (insert into refunds select * from jsonb_populate_recordset(null::refunds, $3)),
  booked as (
    insert into entries (payment_id, refund_id, rail, currency, debit, credit, amount, booked_at)
    select payment_id, refund_id, rail, currency, debit, credit, amount, booked_at
    from jsonb_populate_recordset(null::entries, $4)
  ),
  granted as (insert into grants select * from jsonb_populate_recordset(null::grants, $5)),
  entitled as (insert into entitlements select * from jsonb_populate_recordset(null::entitlements, $6))
insert into notices select * from jsonb_populate_recordset(null::notices, $7)`

/** Whose it is, on which plan and at which price never changes. */
const SUBSCRIPTIONS = `
insert into subscriptions select * from jsonb_populate_recordset(null::subscriptions, $1)
on conflict (id) do update set
  provider_id = excluded.provider_id, status = excluded.status, renews = excluded.renews,
  period_starts_at = excluded.period_starts_at, period_ends_at = excluded.period_ends_at,
  cancel_at = excluded.cancel_at, ended_at = excluded.ended_at, created_at = excluded.created_at`

const GRACE = `
update entitlements set grace_until = r."graceUntil"
from jsonb_to_recordset($1) r ("grantId" uuid, "graceUntil" timestamptz)
where grant_id = r."grantId"`

/** Writes all rows of a batch in one statement, and what few batches have in two more; an unfit one fails the whole of it. */
export async function writePostings(client: PoolClient, rows: Postings): Promise<void> {
  if (rows.payments.length === 0) return
  const subscriptions = [...rows.subscriptions.values()]
  if (subscriptions.length > 0) {
    const values = [JSON.stringify(subscriptions)]
    await client.query({ name: 'settle_subscriptions', text: SUBSCRIPTIONS, values })
  }
  const tables = [
    rows.events,
    rows.payments,
    rows.refunds,
    rows.entries,
    rows.grants,
    rows.entitlements,
    rows.notices,
  ]
  await client.query({
    name: 'settle_write',
    text: WRITE,
    values: tables.map(table => JSON.stringify(table)),
  })
  // A grant may be in it twice, and the last is what it comes to.
  const regraced = [...new Map(rows.regraced.map(one => [one.grantId, one])).values()]
  if (regraced.length > 0) await client.query(GRACE, [JSON.stringify(regraced)])
}
