import { type HeldRow, heldIn } from './access.ts'
import { accessChanges, type Told, toldAt } from './access-changes.ts'
import type { Pool } from './orm.ts'

interface Row {
  person_id: string
  told: Told | null
  held_before: (HeldRow & { as_of: string })[] | null
  /** They are to be looked at anyway. */
  is_due: boolean
  held: HeldRow[] | null
}

/** So many at a time that memory does not depend on how many there are in all. */
const PEOPLE_AT_ONCE = 5000

const PEOPLE = `
with who as (
  select distinct person_id from entitlements where person_id > $1 order by person_id limit ${PEOPLE_AT_ONCE}
)
select person_id, w.told, coalesce(w.look_at <= $2 or w.looked_until > $2, false) as is_due,
  (select jsonb_agg(to_jsonb(b)) from held_before b where b.person_id = who.person_id) as held_before,
  (select jsonb_agg(to_jsonb(e) order by e.starts_at, e.grant_id) from entitlements e
   where e.person_id = who.person_id and (e.ends_at is null or e.ends_at > e.starts_at)) as held
from who left join access_watches w using (person_id) order by person_id`

/** Of whom other services were told something else than what they may use now, though nobody is to look at them. */
export async function auditTold(pool: Pool, now: Date): Promise<string[]> {
  const living = await pool.query('select 1 from webhook_endpoints where retired_at is null limit 1')
  const found: string[] = []
  if (living.rows.length === 0) return found
  for (let after = '0'; ; ) {
    const { rows } = await pool.query<Row>(PEOPLE, [after, now])
    const last = rows.at(-1)
    if (!last) return found
    for (const row of rows) if (isOff(row, now)) found.push(row.person_id)
    after = last.person_id
  }
}

function isOff({ told, held_before: before, is_due, held }: Row, now: Date): boolean {
  if (is_due) return false
  const asOf = new Date(Math.min(+new Date(before?.[0]?.as_of ?? now), +now))
  const stood = before && toldAt(before.map(heldIn), asOf)
  const acquired = (held ?? []).map(row => ({ ...heldIn(row), acquiredAt: now }))
  const look = { held: acquired, told: stood ?? told ?? {}, since: now, now, movedAt: null }
  return accessChanges(look).changes.length > 0
}
