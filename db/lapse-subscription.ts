import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { restack } from './holdings.ts'
import { lockPerson } from './lock.ts'
import { turnedOnAt } from './renewal-standing.ts'
import { knownOf } from './restate.ts'
import { SubscriptionEntity, type SubscriptionRow } from './subscription.ts'
import { AWAITED_MS } from './time-brings.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

const AT_ONCE = 200

/** `$1`: now. `$2`: until when we know who paid. What renews is awaited for its days of grace. */
const OVERDUE = `
select s.id, s.person_id from subscriptions s join plan_versions v on v.id = s.plan_version_id
where s.rail = 'stars' and s.ended_at is null and s.period_ends_at <= $1
  and (not s.renews or s.period_ends_at + interval '1 hour' * greatest(
    24 * (v.terms ->> 'graceDays')::int, ${AWAITED_MS / HOUR_MS}) <= $2)
order by s.period_ends_at limit ${AT_ONCE}`

/** Subscriptions in Stars whose time is over, their grace included, and whose they are. */
export async function overdueSubscriptions(
  { pool, now }: Books,
  heardUntil: Date,
): Promise<{ id: string; personId: number }[]> {
  const { rows } = await pool.query<{ id: string; person_id: string }>(OVERDUE, [now(), heardUntil])
  return rows.map(({ id, person_id }) => ({ id, personId: Number(person_id) }))
}

/**
 * Ends a subscription in Stars that nobody paid for in time: no provider tells of that. A payment or a word that came
 * before the person was locked is seen; one that comes after it revives the subscription (case 22). Whether it was ended.
 */
export async function endOverdue(
  books: Books,
  { id, personId }: { id: string; personId: number },
  heardUntil: Date,
): Promise<boolean> {
  return await books.orm.em.fork().transactional(async em => {
    await lockPerson(em, personId)
    const row = await em.findOneOrFail(SubscriptionEntity, id, { populate: ['planVersion'] })
    const { periodEndsAt, renews, planVersion } = row
    if (row.endedAt || !periodEndsAt) return false
    const awaitedMs = renews ? Math.max(planVersion.terms.graceDays * DAY_MS, AWAITED_MS) : 0
    const turnedOn = await turnedOnAfter(em, row, periodEndsAt)
    // Turned on when it was over already, it is awaited as long once more; within its grace, no longer than that.
    const isRevived = turnedOn !== null && +turnedOn > +periodEndsAt + awaitedMs
    const from = isRevived ? turnedOn : periodEndsAt
    if (+from + awaitedMs > +(renews ? heardUntil : books.now())) return false

    // What was said before this does not revive it.
    const endedAt = turnedOn ?? periodEndsAt
    em.assign(row, { status: 'canceled', renews: false, cancelAt: null, endedAt })
    await em.flush()
    // What renews no more has no grace.
    await restack(em, personId, planVersion.terms.code)
    return true
  })
}

async function turnedOnAfter(
  em: EntityManager,
  { id, person, order }: SubscriptionRow,
  end: Date,
): Promise<Date | null> {
  if (!order) return null
  const { periods, facts } = await knownOf(em, { personId: person.id, orderId: order.id })
  const at = turnedOnAt(id, periods, facts)
  return at && at > end ? at : null
}
