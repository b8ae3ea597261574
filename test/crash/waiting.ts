import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '../../db/orm.ts'

/** How long recovery may take at most: a dead worker's job is taken up after some fifteen seconds. */
const PATIENCE_MS = 120_000

/** What the dead leave undone is out of the way of others until it is brought back; nothing else about it changes. */
export async function putAside(pool: Pool): Promise<void> {
  await shift(pool, `+ interval '1 day'`, '<')
  for (const put of OUT_OF_TIME) await pool.query(put.aside)
}

export async function bringBack(pool: Pool): Promise<void> {
  await shift(pool, `- interval '1 day'`, '>')
  for (const put of OUT_OF_TIME) await pool.query(put.back)
}

/** What a look at the clock finds; a thousand years later it is not due. */
const OUT_OF_TIME = [
  {
    aside: `update entitlements set look_at = look_at + interval '1000 years' where look_at < '3000-01-01'`,
    back: `update entitlements set look_at = look_at - interval '1000 years' where look_at > '3000-01-01'`,
  },
  {
    aside: `update subscriptions set period_ends_at = period_ends_at + interval '1000 years'
      where rail = 'stars' and ended_at is null and period_ends_at < '3000-01-01'`,
    back: `update subscriptions set period_ends_at = period_ends_at - interval '1000 years'
      where period_ends_at > '3000-01-01'`,
  },
  {
    aside: `update forgettings set done_at = 'infinity' where done_at is null`,
    back: `update forgettings set done_at = null where done_at = 'infinity'`,
  },
]

async function shift(pool: Pool, by: string, side: '<' | '>'): Promise<void> {
  await pool.query(
    `update pgboss.job set start_after = start_after ${by}, heartbeat_on = heartbeat_on ${by}
     where state < 'completed' and start_after ${side} now() + interval '12 hours'`,
  )
}

/** Resolves when nothing is left to do but what was put aside. The pauses between tries are cut short. */
export async function nothingWaits(pool: Pool): Promise<void> {
  await untilNone(
    pool,
    `with hurried as (
       update pgboss.job set start_after = now()
       where state = 'retry' and start_after between now() and now() + interval '12 hours'
     )
     select name, id, state, retry_count, output from pgboss.job
     where state < 'completed' and start_after < now() + interval '12 hours'`,
  )
}

/** Resolves when the database has noticed that they are dead: until then it finishes the statement it has in hand. */
export async function victimsGone(pool: Pool): Promise<void> {
  await untilNone(
    pool,
    `select query from pg_stat_activity where datname = current_database() and application_name = 'victim'`,
  )
}

async function untilNone(pool: Pool, select: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await pool.query(select)
    if (rows.length === 0) return
    if (Date.now() > until) throw new Error(`still there: ${JSON.stringify(rows, null, 1)}`)
    await sleep(20)
  }
}
