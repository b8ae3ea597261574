import type { EntityManager } from '@mikro-orm/postgresql'
import type { Rail } from './money.ts'
import type { PlanTerms } from './plan.ts'
import type { Beside } from './renewals.ts'
import { OWING } from './subscription.ts'

/**
 * Of `subscriptions s`: it goes on, so another beside it would cost money twice. One in Stars whose last payment went back
 * does not count, also where the provider refused to stop it: whoever got their money back may buy again.
 */
export const GOES_ON = `s.renews and s.ended_at is null and not exists (
  select from grants g join standing_revocations r on r.grant_id = g.id
  where s.rail = 'stars' and g.subscription_id = s.id and g.starts_at = s.period_starts_at
)`

/**
 * What of theirs stands in the way of beginning a subscription in Stars to a plan; null: nothing. One that renews no more
 * does not: there will not be two.
 */
export async function besideOf(
  em: EntityManager,
  { personId, planCode }: { personId: number; planCode: string },
  now: Date,
): Promise<Beside | null> {
  const [row]: { terms: PlanTerms; rail: Rail; status: string; until: string | null }[] = await em.execute(
    `select v.terms, s.rail, s.status, s.period_ends_at as until
     from subscriptions s join plan_versions v on v.id = s.plan_version_id
     where s.person_id = ? and ${GOES_ON}
     order by (v.plan_code = ?) desc, s.created_at desc, s.id desc limit 1`,
    [personId, planCode],
  )
  if (!row) return null
  const { terms: plan, rail, status } = row
  const kind = plan.code === planCode ? 'subscribed' : 'parallel'
  const until = row.until === null ? null : new Date(row.until)
  // By card the period of what is owed has begun.
  const isLate = (until !== null && until <= now) || (rail === 'card' && OWING.includes(status))
  return { kind, plan, rail, until, ...(isLate && { late: true }) }
}
