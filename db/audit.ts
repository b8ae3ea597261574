import { type Coverage, stack } from './coverage.ts'
import { EntitlementEntity } from './entitlement.ts'
import { grantsOf } from './holdings.ts'
import type { Database } from './orm.ts'

/** What disagrees in the books, in words; empty lists are good news. */
export interface Audit {
  /** Money that is booked otherwise than the payments and refunds say. */
  unbalanced: string[]
  /** Entitlements that do not follow from the grants. */
  strayed: string[]
  /** Payments in quarantine and not given back: nothing is wrong, but a person should look. */
  quarantined: number
}

/** Recomputes what can be recomputed and says where the books differ from it. Reads only. */
export async function auditBooks(database: Database): Promise<Audit> {
  return {
    unbalanced: await unbalanced(database),
    strayed: await strayed(database),
    quarantined: await quarantined(database),
  }
}

/** Per rail and currency, cash must be what payments brought less what settled refunds took. */
async function unbalanced({ pool }: Database): Promise<string[]> {
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

async function strayed({ orm, pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ person_id: string; plan_code: string }>(
    'select distinct person_id, plan_code from grants order by person_id, plan_code',
  )
  const found: string[] = []
  for (const row of rows) {
    const personId = Number(row.person_id)
    const em = orm.em.fork()
    const kept = await em.find(EntitlementEntity, { person: personId, planCode: row.plan_code })
    const due = stack(await grantsOf(em, personId, row.plan_code))
    const differ = due.filter(coverage => !kept.some(entitlement => same(entitlement, coverage)))
    if (differ.length > 0 || kept.length !== due.length)
      found.push(`what ${personId} may use of ${row.plan_code} does not follow from their grants.`)
  }
  return found
}

type Nullable = Date | null | undefined
type Place = { grant: { id: string }; startsAt: Date; endsAt?: Nullable; graceUntil?: Nullable }

function same(kept: Place, due: Coverage): boolean {
  const at = (date: Nullable) => (date ? +date : null)
  return (
    kept.grant.id === due.grantId &&
    at(kept.startsAt) === at(due.startsAt) &&
    at(kept.endsAt) === at(due.endsAt) &&
    at(kept.graceUntil) === at(due.graceUntil)
  )
}

async function quarantined({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`
    select count(*)::int as count from payments p
    where p.quarantine is not null and not exists (
      select from refunds r join refund_outcomes o on o.refund_id = r.id and o.result = 'succeeded'
      where r.payment_id = p.id
    )`)
  return rows[0]?.count ?? 0
}
