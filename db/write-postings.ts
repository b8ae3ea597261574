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

/** Writes all rows of a batch in one statement; an unfit one fails the whole of it. */
export async function writePostings(client: PoolClient, rows: Postings): Promise<void> {
  if (rows.payments.length === 0) return
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
  if (rows.renewed.length > 0)
    await client.query('update entitlements set grace_until = null where grant_id = any($1)', [rows.renewed])
}
