import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'

/** Whoever writes waits behind us for so long at most; an autovacuum in our way gives up after one. */
const PATIENCE = '2s'

/**
 * Whoever writes meanwhile waits, and finds the endpoint there: nothing falls between what counts as told and what is
 * marked. In the order in which the verbs write, so that nobody waits in a circle. Throws where it takes too long (55P03).
 */
export async function shutOut(em: EntityManager): Promise<void> {
  await em.execute(`set local lock_timeout = '${PATIENCE}'`)
  await em.execute('lock table payments, refund_outcomes, refund_failures, entitlements in share mode')
}

/** What stands open, or is to come, counts as told. A bare copy, for all that write wait for it: 200,000 rows in a second. */
export async function keepWhatIsHeld(em: EntityManager, now: Date): Promise<void> {
  for (const table of ['untold_money', 'held_before', 'access_watches'])
    await em.execute(`delete from ${table}`)
  await em.execute(
    `insert into held_before (grant_id, person_id, plan_code, source, keys, starts_at, ends_at, grace_until, as_of)
     select grant_id, person_id, plan_code, source, keys, starts_at, ends_at, grace_until, ? from entitlements
     where ends_at is null or (ends_at > starts_at and coalesce(grace_until, ends_at) > ?)`,
    [now, now],
  )
}

/** As many in one transaction: whoever is marked meanwhile waits for it. */
const AT_ONCE = 5000

/**
 * Has time looked after of whatever counts as told: they are looked at when it next moves it. Nobody waits for that. Where
 * it is broken off, `watchTheMissed` does the rest.
 */
export async function watchEverybody({ pool, now }: Pick<Books, 'pool' | 'now'>): Promise<void> {
  // It is new to the planner, which would read all of it for each.
  await pool.query('analyze held_before')
  for (let after: string | null = '0'; after !== null; ) {
    const { rows }: { rows: { last: string | null }[] } = await pool.query(
      `with who as (
         select person_id, min(least(
           case when starts_at > $2 then starts_at end, case when ends_at > $2 then ends_at end,
           case when grace_until > $2 then grace_until end)) as look_at
         from held_before where person_id > $1 group by person_id order by person_id limit ${AT_ONCE}
       ), watched as (
         insert into access_watches (person_id, told, look_at) select person_id, '{}', look_at from who
         order by person_id on conflict (person_id) do nothing
       )
       select max(person_id) as last from who`,
      [after, now()],
    )
    after = rows[0]?.last ?? null
  }
}

/**
 * Marks whom nobody watches though something of theirs is open, to come, or counts as told: the clock was ahead when the
 * first endpoint was set, so that what they have seemed to be over, or `watchEverybody` was broken off. And whose money was
 * to be looked at again at a time that is far off now that the clock is right.
 */
export async function watchTheMissed(em: EntityManager, now: Date): Promise<void> {
  await em.execute(
    `update access_watches set look_at = '-infinity'
     where coalesce(look_at > ?, true) and person_id in (select person_id from untold_money)`,
    [now],
  )
  await em.execute(
    `insert into access_watches (person_id, told, look_at)
     select person_id, '{}'::jsonb, '-infinity'::timestamptz from (
       select person_id from held_before
       union select person_id from entitlements
         where ends_at is null or (ends_at > starts_at and coalesce(grace_until, ends_at) > ?)
     ) p where exists (select from webhook_endpoints where retired_at is null)
       and not exists (select from access_watches w where w.person_id = p.person_id)
     order by person_id on conflict (person_id) do nothing`,
    [now],
  )
}
