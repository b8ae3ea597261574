import { rebuildEntitlements } from '../../db/holdings.ts'
import type { Database } from '../../db/orm.ts'
import type { SandboxClient } from '../sandbox/client.ts'

/** What the provider says was paid and given back. */
export interface AtTelegram {
  stars: number
  charges: { chargeId: string; amount: number; payerId: number }[]
  refunds: { chargeId: string; amount: number }[]
}

/** One payment as the books have it, and how often they have what must follow from it. */
export interface Booked {
  chargeId: string
  payerId: number
  amount: number
  quarantined: boolean
  entries: number
  /** Entries that say it was earned: exactly those must have granted something. */
  sales: number
  grants: number
  thanks: number
}

interface Given {
  chargeId: string
  amount: number
  result: 'succeeded' | 'failed' | null
  entries: number
}

export interface InBooks {
  cash: number
  payments: Booked[]
  refunds: Given[]
  /** Entitlements that are others when they are worked out again from the grants alone. */
  strayed: number
}

export async function telegramSays(control: SandboxClient): Promise<AtTelegram> {
  const { stars, transactions } = await control.balance()
  const said: AtTelegram = { stars, charges: [], refunds: [] }
  for (const { id: chargeId, amount, source, receiver } of transactions) {
    if (source?.type === 'user') said.charges.push({ chargeId, amount, payerId: source.user.id })
    if (receiver?.type === 'user') said.refunds.push({ chargeId, amount })
  }
  return said
}

/** Reads everything, and writes the entitlements anew: for books that nobody uses any more. */
export async function booksSay(database: Database): Promise<InBooks> {
  const { pool } = database
  const { rows: payments } = await pool.query<Booked>(PAYMENTS)
  const { rows: refunds } = await pool.query<Given>(REFUNDS)
  const { rows: cash } = await pool.query<{ cash: number }>(CASH)
  return {
    cash: cash[0]?.cash ?? 0,
    payments,
    refunds,
    strayed: await strayed(database),
  }
}

async function strayed({ orm, pool }: Database): Promise<number> {
  await pool.query('create table entitlements_before as table entitlements')
  await rebuildEntitlements(orm.em.fork())
  const { rows } = await pool.query<{ count: number }>(DIFFERENCE)
  return rows[0]?.count ?? 0
}

const PAYMENTS = `
select p.charge_id as "chargeId", p.person_id::float8 as "payerId", p.amount::float8 as amount,
  p.quarantine is not null as quarantined,
  (select count(*)::int from entries e where e.payment_id = p.id and e.refund_id is null) as entries,
  (select count(*)::int from entries e where e.payment_id = p.id and e.refund_id is null and e.credit = 'sales') as sales,
  (select count(*)::int from grants g where g.payment_id = p.id) as grants,
  (select count(*)::int from notices n
   where n.payment_id = p.id and n.person_id = p.person_id and n.news ->> 'kind' = 'thanks') as thanks
from payments p`

const REFUNDS = `
select p.charge_id as "chargeId", r.amount::float8 as amount, o.result,
  (select count(*)::int from entries e where e.refund_id = r.id) as entries
from refunds r join payments p on p.id = r.payment_id left join refund_outcomes o on o.refund_id = r.id`

const CASH = `
select coalesce(sum(case when debit = 'cash' then amount when credit = 'cash' then -amount end), 0)::float8 as cash
from entries where rail = 'stars' and currency = 'XTR'`

/** All but `look_at`: when time brings something next is crossed off as it is told, and written anew with the rest. */
const LAID = 'grant_id, person_id, plan_code, keys, source, starts_at, ends_at, grace_until'

const DIFFERENCE = `
with before as (select ${LAID} from entitlements_before), after as (select ${LAID} from entitlements)
select count(*)::int as count from (
  (table before except table after) union all (table after except table before)
) differing`
