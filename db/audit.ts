import { auditAccess } from './audit-access.ts'
import { auditMoney } from './audit-money.ts'
import type { Database } from './orm.ts'

/** What disagrees in the books, in words; empty lists are good news. */
export interface Audit {
  /** Money that is booked otherwise than the payments and refunds say. */
  unbalanced: string[]
  /** Access that does not follow from the grants, or grants that do not follow from the money. */
  strayed: string[]
  /** Payments in quarantine and not all given back: nothing is wrong, but a person should look. */
  quarantined: number
}

/** Recomputes what can be recomputed and says where the books differ from it. Reads only, a few queries in all. */
export async function auditBooks({ pool }: Pick<Database, 'pool'>): Promise<Audit> {
  return {
    unbalanced: await auditMoney(pool),
    strayed: await auditAccess(pool),
    quarantined: await quarantined(pool),
  }
}

async function quarantined(pool: Database['pool']): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`
    select count(*)::int as count from payments p
    where p.quarantine is not null and p.amount > (
      select coalesce(sum(r.amount), case p.rail when 'card' then 0 else -1 end)
      from standing_refunds r where r.payment_id = p.id
    )`)
  return rows[0]?.count ?? 0
}
