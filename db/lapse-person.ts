import type { EntityManager } from '@mikro-orm/postgresql'
import { type HeldRow, heldIn } from './access.ts'
import type { Books } from './books.ts'
import { owedFor, stoppedBehind } from './lapse-facts.ts'
import { lockPerson } from './lock.ts'
import type { Rail } from './money.ts'
import { morningAfter } from './night.ts'
import type { News } from './notice.ts'
import { type Person, PersonEntity } from './person.ts'
import type { Text } from './plan.ts'
import { tellOnce } from './tell.ts'
import { type Brought, type Look, type Lying, timeBrings } from './time-brings.ts'
import { zoneOf } from './time-zone.ts'

const RECENT_MS = 3 * 24 * 60 * 60 * 1000

/**
 * Tells one person what time has brought, by day of their clock, and notes down when to look again. What is owed to
 * them may change until they are locked, so all is read after that. Returns how much of theirs was looked at, also where
 * there was nothing to tell.
 */
export async function lapseOf(books: Books, personId: number, heard: Record<Rail, Date>): Promise<number> {
  return await books.orm.em.fork().transactional(async em => {
    await lockPerson(em, personId)
    const now = books.now()
    const looks = timeBrings(await lyingOf(em, personId, heard), now)
    if (looks.length === 0) return 0
    const person = await em.findOneOrFail(PersonEntity, personId)
    for (const look of looks) {
      const wanted = look.brought && (await isWanted(em, look.brought, person, now))
      const morning = wanted ? morningAfter(now, zoneOf(person)) : null
      if (look.brought && wanted && !morning) await tellOf(books, em, personId, look.brought)
      await lookNext(em, look, morning)
    }
    return looks.length
  })
}

/**
 * Whoever asked to be forgotten is told nothing more; whoever cannot be reached would read it when it is past; and
 * whoever has just stopped the renewal was told then when it ends.
 */
async function isWanted(
  em: EntityManager,
  { kind, endsAt }: Brought,
  { id, forgottenAt, unreachableAt }: Person,
  now: Date,
): Promise<boolean> {
  if (forgottenAt) return false
  if (kind === 'ended') return true
  const told: unknown[] = await em.execute(
    `select 1 from notices where person_id = ? and created_at > ?
       and news ->> 'kind' = 'renewal_stopped' and news ->> 'until' = ?`,
    [id, new Date(+now - RECENT_MS), endsAt.toISOString()],
  )
  return !unreachableAt && told.length === 0
}

async function lookNext(em: EntityManager, { grantId, next }: Look, morning: Date | null): Promise<void> {
  const times = [next, morning].flatMap(time => (time ? [+time] : []))
  const at = times.length > 0 ? new Date(Math.min(...times)) : null
  await em.execute('update entitlements set look_at = ? where grant_id = ?', [at, grantId])
}

async function tellOf(books: Books, em: EntityManager, personId: number, brought: Brought): Promise<void> {
  const { kind, grantId, plan, title, endsAt } = brought
  const at = endsAt.toISOString()
  const said = { plan: title, planCode: await onSale(em, plan) }
  const news: News =
    kind === 'ended'
      ? { kind, ...said, endedAt: at, ...(await owedFor(em, personId, plan)) }
      : { kind, ...said, until: at, ...(await stoppedBehind(em, grantId)) }
  await tellOnce(books, em, `${kind} ${plan} ${at}`, [{ personId, news }])
}

/** Its code, while it can be bought again. */
async function onSale(em: EntityManager, plan: string): Promise<string | null> {
  const rows: unknown[] = await em.execute('select 1 from plans where code = ? and retired_at is null', [
    plan,
  ])
  return rows.length > 0 ? plan : null
}

interface Row extends HeldRow {
  look_at: string | null
  title: Text
  revoked: boolean
  renews: boolean
  rail: Rail | null
  grace_days: number
}

/** All their access, as it lies on the calendar. */
async function lyingOf(em: EntityManager, personId: number, heard: Record<Rail, Date>): Promise<Lying[]> {
  const rows: Row[] = await em.execute(
    `select e.grant_id, e.plan_code, e.source, e.keys, e.starts_at, e.ends_at, e.grace_until, e.look_at,
       v.terms -> 'title' as title, f.revoked_at is not null as revoked, f.renews, s.rail, g.grace_days
     from entitlements e
     join grants g on g.id = e.grant_id
     join grant_facts f on f.id = e.grant_id
     join plan_versions v on v.id = g.plan_version_id
     left join subscriptions s on s.id = g.subscription_id
     where e.person_id = ? and (e.ends_at is null or e.ends_at > e.starts_at)
     order by e.starts_at, e.grant_id`,
    [personId],
  )
  return rows.map(row => ({
    ...heldIn(row),
    ...{ title: row.title, revoked: row.revoked, renews: row.renews },
    lookAt: row.look_at === null ? null : new Date(row.look_at),
    graceDays: row.grace_days,
    heardUntil: row.rail && heard[row.rail],
  }))
}
