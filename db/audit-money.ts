import type { Pool } from './orm.ts'

/** Where money is booked otherwise than the payments and refunds say. Each kind of fault names at most twenty. */
export async function auditMoney(pool: Pool): Promise<string[]> {
  return [
    ...(await offInSum(pool)),
    ...(await named(pool, MISBOOKED_PAYMENTS, charge => `charge ${charge} is not booked as it was paid.`)),
    ...(await named(pool, MISBOOKED_REFUNDS, refund => `refund ${refund} is not booked as it ended.`)),
    ...(await named(pool, FOR_NOTHING, charge => `charge ${charge} was paid for nothing, and is not held.`)),
    ...(await named(pool, OVERPAID_BACK, charge => `of charge ${charge} more went back than was paid.`)),
    ...(await named(
      pool,
      MISBOOKED_MOVES,
      move => `movement ${move} is not booked as the provider told it.`,
    )),
    ...(await named(
      pool,
      FOREIGN_MOVES,
      move => `movement ${move} is not of what its payment or refund was.`,
    )),
    ...(await named(
      pool,
      MISBOOKED_LINES,
      line => `line ${line} of the provider's statement is not booked as it was read.`,
    )),
  ]
}

/**
 * Per rail and currency, cash must be what payments, moves and other lines of the statement brought, less what refunds
 * took and did not give back.
 */
async function offInSum(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ rail: string; currency: string; cash: string; claimed: string }>(`
    with
      moved as (
        select rail, currency, amount from payments
        union all
        select p.rail, p.currency, -r.amount
        from standing_refunds r join payments p on p.id = r.payment_id
        union all
        select rail, currency, amount - fee from movements
        union all
        select rail, presented_currency, -presented from movements where kind <> 'dispute'
        union all
        select rail, currency, case direction when 'in' then amount else -amount end - fee
        from statement_lines where kind = 'other'
      ),
      claimed as (select rail, currency, sum(amount) as amount from moved group by rail, currency),
      booked as (
        select rail, currency, sum(case when debit = 'cash' then amount when credit = 'cash' then -amount else 0 end) as amount
        from entries group by rail, currency
      )
    select rail, currency, coalesce(booked.amount, 0) as cash, coalesce(claimed.amount, 0) as claimed
    from claimed full join booked using (rail, currency)
    where coalesce(booked.amount, 0) <> coalesce(claimed.amount, 0)`)
  return rows.map(
    row =>
      `on ${row.rail}, ${row.cash} ${row.currency} are booked, payments and refunds come to ${row.claimed}.`,
  )
}

/** A payment that moved money has one entry that brings just that into cash; any other has none. */
const MISBOOKED_PAYMENTS = `
  select p.charge_id as name from payments p
  left join entries e on e.payment_id = p.id and e.refund_id is null and e.movement_id is null
  group by p.id
  having count(e.id) <> (p.amount > 0)::int
    or bool_or((e.rail, e.currency, e.amount, e.debit) <> (p.rail, p.currency, p.amount, 'cash'))
  order by p.id`

/**
 * A refund that went through turns the entry of its payment round, once; if it came back, that is turned round again.
 * Any other has no entry.
 */
const MISBOOKED_REFUNDS = `
  select r.id as name from refunds r
  left join refund_outcomes o on o.refund_id = r.id
  left join refund_failures f on f.refund_id = r.id
  left join entries e on e.payment_id = r.payment_id and e.refund_id is null and e.movement_id is null
  left join entries b on b.refund_id = r.id and b.movement_id is null
  cross join lateral (select
    (r.amount > 0 and e.id is not null and o.result is not distinct from 'succeeded')::int as outs,
    (r.amount > 0 and e.id is not null and f.refund_id is not null)::int as backs) due
  group by r.id, o.refund_id, f.refund_id
  having count(b.id) <> max(due.outs + due.backs)
    or count(b.id) filter (where (b.debit, b.credit) = (e.credit, e.debit)) <> max(due.outs)
    or count(b.id) filter (where (b.debit, b.credit) = (e.debit, e.credit)) <> max(due.backs)
    or bool_or((b.payment_id, b.rail, b.currency, b.amount) <> (r.payment_id, e.rail, e.currency, r.amount))
    or (f.refund_id is not null and o.result is distinct from 'succeeded')
  order by r.id`

/** Money that is not in quarantine has bought something, or is on its way back. */
const FOR_NOTHING = `
  select p.charge_id as name from payments p
  where p.quarantine is null
    and not exists (select from grants g where g.payment_id = p.id)
    and not exists (select from refunds r where r.payment_id = p.id)
  order by p.id`

const OVERPAID_BACK = `
  select p.charge_id as name from payments p
  join standing_refunds r on r.payment_id = p.id
  group by p.id having sum(r.amount) > p.amount
  order by p.id`

/** A move of the provider's balance is booked as \`record-movement.ts\` does, to the last leg. */
const MISBOOKED_MOVES = `
  with
    due as (
      select m.id, m.payment_id, m.rail, leg.other, leg.currency, leg.amount
      from movements m cross join lateral (values
        ('fees', m.currency, -m.fee),
        ('disputes', m.currency, case m.kind when 'dispute' then m.amount else 0 end),
        ('conversion', m.currency, case when m.kind = 'dispute' then 0
          when m.currency = m.presented_currency then m.amount - m.presented else m.amount end),
        ('conversion', m.presented_currency, case when m.kind = 'dispute' or m.currency = m.presented_currency then 0
          else -m.presented end)
      ) leg (other, currency, amount)
      where leg.amount <> 0
    ),
    booked as (
      select movement_id, payment_id, rail, case 'cash' when debit then credit when credit then debit end, currency,
        case when debit = 'cash' then amount else -amount end
      from entries where movement_id is not null
    )
  select distinct m.provider_id as name
  from (
    (table due except all table booked) union all (table booked except all table due)
  ) odd join movements m on m.id = odd.id
  order by name`

/** It is of just what its payment or its refund was. */
const FOREIGN_MOVES = `
  select m.provider_id as name from movements m
  join payments p on p.id = m.payment_id
  left join refunds r on r.id = m.refund_id and r.payment_id = p.id
  where m.kind <> 'dispute' and (m.presented, m.presented_currency) is distinct from
    (case m.kind when 'charge' then p.amount when 'refund' then -r.amount else r.amount end, p.currency)
  order by name`

/** What is no sale is booked as `keep-statement.ts` does, to the last leg; any other line has no entry. */
const MISBOOKED_LINES = `
  with
    due as (
      select l.id, l.rail, leg.other, l.currency, leg.amount
      from statement_lines l cross join lateral (values
        ('transfers', case l.direction when 'in' then l.amount else -l.amount end),
        ('fees', -l.fee)
      ) leg (other, amount)
      where l.kind = 'other' and leg.amount <> 0
    ),
    booked as (
      select line_id, rail, case 'cash' when debit then credit when credit then debit end, currency,
        case when debit = 'cash' then amount else -amount end
      from entries where line_id is not null
    )
  select distinct l.provider_id as name
  from (
    (table due except all table booked) union all (table booked except all table due)
  ) odd join statement_lines l on l.id = odd.id
  order by name`

async function named(pool: Pool, faulty: string, inWords: (name: string) => string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`${faulty} limit 20`)
  return rows.map(({ name }) => inWords(name))
}
