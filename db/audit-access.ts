import { type Coverage, type GrantFact, stack } from './coverage.ts'
import type { Pool } from './orm.ts'

/** Where access does not follow from the grants, or grants do not follow from the money. */
export async function auditAccess(pool: Pool): Promise<string[]> {
  return [...(await strayed(pool)), ...(await outlived(pool)), ...(await unexplained(pool))]
}

/** A grant as it was made, and where it was laid on the calendar; `fits`: it opens there what it should, to whom it should. */
interface Row extends GrantFact {
  personId: string
  plan: string
  startsAt: Date | null
  endsAt: Date | null
  graceUntil: Date | null
  fits: boolean | null
}

async function strayed(pool: Pool): Promise<string[]> {
  const found: string[] = []
  for await (const rows of grantsByPerson(pool)) {
    const byRow = Map.groupBy(rows, ({ personId, plan }) => `what ${personId} may use of ${plan}`)
    for (const [what, grants] of byRow) {
      const placed = new Map(grants.map(grant => [grant.id, grant]))
      if (stack(grants).some(due => !isAt(placed.get(due.grantId), due)))
        found.push(`${what} does not follow from their grants.`)
    }
  }
  return found
}

/** So many at a time that memory does not depend on how many there are in all. */
const PEOPLE_AT_ONCE = 5000

async function* grantsByPerson(pool: Pool): AsyncGenerator<Row[]> {
  for (let after = '0'; ; ) {
    const { rows } = await pool.query<Row>(
      `with who as (select distinct person_id from grants where person_id > $1 order by person_id limit $2)
       select g.person_id as "personId", g.plan_code as plan, g.id, g.term, g.grace_days as "graceDays",
         g.acquired_at as "acquiredAt", r.revoked_at as "revokedAt",
         e.starts_at as "startsAt", e.ends_at as "endsAt", e.grace_until as "graceUntil",
         (e.person_id, e.plan_code, e.source) = (g.person_id, g.plan_code, g.source)
           and to_jsonb(e.keys) = v.terms -> 'entitlements' as fits
       from who join grants g using (person_id) join plan_versions v on v.id = g.plan_version_id
       left join revocations r on r.grant_id = g.id left join entitlements e on e.grant_id = g.id
       order by g.person_id`,
      [after, PEOPLE_AT_ONCE],
    )
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(dated)
    after = last.personId
  }
}

/** The pool gives times as text. */
function dated(row: Row): Row {
  const date = (time: Date | null) => (time === null ? null : new Date(time))
  return {
    ...row,
    acquiredAt: new Date(row.acquiredAt),
    revokedAt: date(row.revokedAt),
    startsAt: date(row.startsAt),
    endsAt: date(row.endsAt),
    graceUntil: date(row.graceUntil),
  }
}

function isAt(kept: Row | undefined, due: Coverage): boolean {
  const times = ({
    startsAt,
    endsAt,
    graceUntil,
  }: Omit<Coverage, 'grantId' | 'startsAt'> & { startsAt: Date | null }) =>
    [startsAt, endsAt, graceUntil].map(time => time?.getTime() ?? null).join()
  return kept?.fits === true && times(kept) === times(due)
}

/** Money that went back takes along what it bought. */
async function outlived(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ charge_id: string }>(`
    select distinct p.charge_id from payments p
    join grants g on g.payment_id = p.id
    join refunds r on r.payment_id = p.id
    join refund_outcomes o on o.refund_id = r.id and o.result = 'succeeded'
    where not exists (select from revocations where grant_id = g.id)
    order by p.charge_id limit 20`)
  return rows.map(row => `charge ${row.charge_id} went back, and what it bought is still granted.`)
}

/** What was paid for ends by a refund that went through, what was given ends by an admin's hand. */
async function unexplained(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ grant_id: string }>(`
    select v.grant_id from revocations v
    join grants g on g.id = v.grant_id
    left join refunds r on r.id = v.refund_id and r.payment_id = g.payment_id
    left join refund_outcomes o on o.refund_id = r.id
    where case when g.payment_id is null then v.revoked_by is null else o.result is distinct from 'succeeded' end
    order by v.grant_id limit 20`)
  return rows.map(row => `grant ${row.grant_id} was ended, and neither a refund nor an admin did it.`)
}
