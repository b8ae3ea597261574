import type { Database } from '../../db/orm.ts'
import type { Sale } from './sales.ts'

/**
 * What booking costs with nothing clever about it: one hand-written statement per payment, each its own commit, on
 * the same driver and pool. It decides nothing; it only writes a payment, its entry, its access and its message.
 */
const TABLES = `
create schema floor
  create table payments (charge_id text primary key, person_id bigint not null, amount bigint not null, paid_at timestamptz not null)
  create table entries (payment text not null references payments, debit text not null, credit text not null, amount bigint not null)
  create table access (person_id bigint primary key, ends_at timestamptz not null)
  create table outbox (id bigserial primary key, person_id bigint not null, news jsonb not null)`

const BOOK = `
with
  paid as (
    insert into floor.payments values ($1, $2, $3, $4) on conflict do nothing returning charge_id, person_id, amount
  ),
  booked as (insert into floor.entries select charge_id, 'cash', 'sales', amount from paid returning amount),
  granted as (
    insert into floor.access select person_id, $4 + interval '1 month' from paid
    on conflict (person_id) do update set ends_at = access.ends_at + interval '1 month'
    returning ends_at
  )
insert into floor.outbox (person_id, news)
select person_id, jsonb_build_object('until', (select ends_at from granted), 'amount', (select amount from booked)) from paid`

export async function makeFloor(database: Database): Promise<(sale: Sale) => Promise<void>> {
  await database.pool.query(TABLES)
  return async ({ chargeId, payerId, price, paidAt }) => {
    const values = [chargeId, payerId, price.amount, paidAt]
    await database.pool.query({ name: 'floor', text: BOOK, values })
  }
}
