import type { PoolClient } from 'pg'
import type { Rail } from './money.ts'
import { parallelNews, parallelOccasion } from './parallel.ts'
import type { Text } from './plan.ts'
import type { Postings } from './postings.ts'

/** Of the payers, what renews already: whatever may be charged, also where it went back and its stop was refused. */
const RENEWING = `
select s.id, s.person_id as "personId", s.rail, v.terms -> 'title' as title,
  s.period_ends_at as until
from subscriptions s join plan_versions v on v.id = s.plan_version_id
where s.person_id = any($1) and s.renews
order by s.created_at, s.id`

interface Row {
  id: string
  personId: string
  rail: Rail
  title: Text
  until: string | null
}

/**
 * Whoever begins a subscription in Stars beside another that renews is told: two cost money twice (case 36). Asks only
 * where one began, which is seldom.
 */
export async function warnOfParallel(client: PoolClient, postings: Postings): Promise<void> {
  const { begun } = postings
  if (begun.length === 0) return
  const { rows } = await client.query<Row>(RENEWING, [begun.map(({ personId }) => personId)])
  const renewing = rows.map(row => ({
    ...{ ...row, personId: Number(row.personId) },
    until: row.until === null ? null : new Date(row.until),
  }))
  for (const [index, { personId, ...begins }] of begun.entries()) {
    const one = { ...begins, rail: 'stars' as const }
    const here = begun.slice(0, index).map(earlier => ({ ...earlier, rail: 'stars' as const }))
    for (const other of [...renewing, ...here].filter(other => other.personId === personId)) {
      postings.tellOnce(personId, parallelNews([other, one]), parallelOccasion(other.id, one.id))
    }
  }
}
