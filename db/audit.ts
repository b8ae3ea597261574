import { auditAccess } from './audit-access.ts'
import { auditMoney } from './audit-money.ts'
import type { Database } from './orm.ts'

/** What disagrees in the books, in words; empty lists are good news. */
export interface Audit {
  /** Money that is booked otherwise than the payments and refunds say. */
  unbalanced: string[]
  /** Access that does not follow from the grants, or grants that do not follow from the money. */
  strayed: string[]
  /** Payments in quarantine and not given back: nothing is wrong, but a person should look. */
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
    where p.quarantine is not null and not exists (
      select from refunds r join refund_outcomes o on o.refund_id = r.id and o.result = 'succeeded'
      where r.payment_id = p.id
    )`)
  return rows[0]?.count ?? 0
}
