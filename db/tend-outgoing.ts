import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { watchTheMissed } from './first-endpoint.ts'
import { isOutage } from './outage.ts'
import { nextJob } from './outgoing-job.ts'
import { strandedLines } from './stranded-lines.ts'

/** How often it is done, by the books' clock, set forth or back. */
const EVERY_MS = 60 * 60 * 1000

const KEPT_MS = 90 * 24 * 60 * 60 * 1000

/** As many in one transaction. */
const AT_ONCE = 1000

/**
 * What is to be done seldom for what other services are told, at the first call and then once an hour: lines whose job was
 * lost have one again, whoever is not watched is, and what was delivered or given up ninety days ago is thrown away. What
 * fails is logged, and stands in nobody's way.
 */
export function tending(books: Books): () => Promise<void> {
  let last: Date | null = null
  return async () => {
    const now = books.now()
    if (last && Math.abs(+now - +last) < EVERY_MS) return
    last = now
    try {
      await books.orm.em.fork().transactional(async em => {
        await carryOn(books, em)
        await watchTheMissed(em, now)
      })
      while ((await prune(books, new Date(+now - KEPT_MS))) === AT_ONCE);
    } catch (error) {
      if (isOutage(error)) throw error
      books.log.error({ err: error }, 'looking after what other services are told failed; again in an hour')
    }
  }
}

async function carryOn({ jobs, log, pool }: Books, em: EntityManager): Promise<void> {
  const lines = await strandedLines(pool)
  if (lines.length === 0) return
  log.warn({ lines: lines.length }, 'webhooks waited without a job; they have one again')
  await jobs.add('webhooks', lines.map(nextJob), em)
}

/** What is delivered or given up everywhere since before `until`. Returns how many events are gone. */
async function prune({ pool }: Books, until: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `with old as (
       select id from outgoing_events e where made_at < $1 and not exists (
         select from outgoing_deliveries d where d.event_id = e.id and (
           coalesce(d.delivered_at, d.given_up_at) is null
           or greatest(d.delivered_at, d.given_up_at, d.last_tried_at) >= $1))
       order by made_at limit ${AT_ONCE}
     ), gone as (
       delete from outgoing_deliveries where event_id in (select id from old)
     )
     delete from outgoing_events where id in (select id from old)`,
    [until],
  )
  return rowCount ?? 0
}
