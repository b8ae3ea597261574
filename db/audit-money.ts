import type { Pool } from './orm.ts'

/** Where money is booked otherwise than the payments and refunds say. Each kind of fault names at most twenty. */
export async function auditMoney(pool: Pool): Promise<string[]> {
  return [
    ...(await offInSum(pool)),
    ...(await named(pool, MISBOOKED_PAYMENTS, charge => `charge ${charge} is not booked as it was paid.`)),
    ...(await named(pool, MISBOOKED_REFUNDS, refund => `refund ${refund} is not booked as it ended.`)),
    ...(await named(pool, FOR_NOTHING, charge => `charge ${charge} was paid for nothing, and is not held.`)),
    ...(await named(pool, OVERPAID_BACK, charge => `of charge ${charge} more went back than was paid.`)),
  ]
}

/** Per rail and currency, cash must be what payments brought less what settled refunds took. */
async function offInSum(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ rail: string; currency: string; cash: string; claimed: string }>(`
    with
      moved as (
        select rail, currency, amount from payments
        union all
        select p.rail, p.currency, -r.amount
        from refunds r join refund_outcomes o on o.refund_id = r.id and o.result = 'succeeded'
        join payments p on p.id = r.payment_id
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
  left join entries e on e.payment_id = p.id and e.refund_id is null
  group by p.id
  having count(e.id) <> (p.amount > 0)::int
    or bool_or((e.rail, e.currency, e.amount, e.debit) <> (p.rail, p.currency, p.amount, 'cash'))
  order by p.id`

/** A refund that went through turns the entry of its payment round, once; any other has none. */
const MISBOOKED_REFUNDS = `
  select r.id as name from refunds r
  left join refund_outcomes o on o.refund_id = r.id
  left join entries e on e.payment_id = r.payment_id and e.refund_id is null
  left join entries back on back.refund_id = r.id
  group by r.id, o.refund_id
  having count(back.id) <> (o.result is not distinct from 'succeeded' and r.amount > 0 and count(e.id) > 0)::int
    or bool_or((back.payment_id, back.rail, back.currency, back.amount, back.debit, back.credit)
      <> (r.payment_id, e.rail, e.currency, r.amount, e.credit, e.debit))
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
  join refunds r on r.payment_id = p.id
  join refund_outcomes o on o.refund_id = r.id and o.result = 'succeeded'
  group by p.id having sum(r.amount) > p.amount
  order by p.id`

async function named(pool: Pool, faulty: string, inWords: (name: string) => string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`${faulty} limit 20`)
  return rows.map(({ name }) => inWords(name))
}
