import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { keepWhatIsHeld, shutOut, watchEverybody } from './first-endpoint.ts'
import { newId } from './id.ts'
import { lanesOf } from './outgoing-job.ts'
import { WebhookEndpointEntity } from './outgoing-row.ts'
import { pause } from './pause.ts'

/** Pauses between tries to shut the tables, so that whoever writes gets on with it in between. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 8000, 8000]

/**
 * Makes these the endpoints that are told what happens from now on; the latest start decides, as with plans. What waits at
 * one that is gone is given up, and the log says so. One that comes back is a new one: what happened meanwhile it is not
 * told. Throws where for half a minute something that does not end writes to the books while the first one is set.
 */
export async function publishEndpoints(books: Books, urls: string[], pauses = PAUSES_MS): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      const { isFirst, gone } = await books.orm.em
        .fork()
        .transactional(em => publish(books, em, [...new Set(urls)]))
      if (isFirst) await watchEverybody(books)
      if (gone.length > 0) books.log.warn({ gone }, GONE)
      return
    } catch (error) {
      if (!isHeldUp(error)) throw error
      const waitMs = pauses[tries]
      if (waitMs === undefined) throw new Error(HELD_UP, { cause: error })
      books.log.warn(
        { retryInMs: waitMs },
        'setting the first webhook endpoint waits for what is being written',
      )
      await pause(waitMs)
    }
  }
}

const GONE =
  'these endpoints are told nothing more, for OUTGOING_WEBHOOK_URLS of this process does not name them; every process must have the same'

const HELD_UP =
  'The first of OUTGOING_WEBHOOK_URLS cannot be set: a transaction that does not end writes to the books. See pg_stat_activity; then start again.'

/** Postgres: the lock was not to be had in time, or somebody waited for us while we waited for them. */
function isHeldUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['55P03', '40P01'].includes(String(error.code))
}

interface Gone {
  host: string
  givenUp: number
}

async function publish(
  books: Books,
  em: EntityManager,
  urls: string[],
): Promise<{ isFirst: boolean; gone: Gone[] }> {
  // Two processes that start together publish one after the other.
  await em.execute('select pg_advisory_xact_lock(hashtext(?))', ['publish endpoints'])
  const living = await em.find(WebhookEndpointEntity, { retiredAt: null })
  const fresh = urls.filter(url => living.every(endpoint => endpoint.url !== url))
  const retired = living.filter(({ url }) => !urls.includes(url))
  const isFirst = living.length === 0 && fresh.length > 0
  if (isFirst) await shutOut(em)
  const now = books.now()
  for (const url of fresh) em.create(WebhookEndpointEntity, { id: newId(), url, since: now, retiredAt: null })
  for (const endpoint of retired) endpoint.retiredAt = now
  // Waits for whoever just now writes something down for them.
  await em.flush()
  if (isFirst) await keepWhatIsHeld(em, now)
  const gone: Gone[] = []
  for (const { id, url } of retired)
    gone.push({ host: new URL(url).host, givenUp: await giveUpAt(books, em, id, now) })
  return { isFirst, gone }
}

async function giveUpAt({ jobs }: Books, em: EntityManager, endpointId: string, now: Date): Promise<number> {
  const rows: unknown[] = await em.execute(
    `update outgoing_deliveries set given_up_at = ?
     where endpoint_id = ? and delivered_at is null and given_up_at is null returning 1`,
    [now, endpointId],
  )
  await jobs.drop('webhooks', lanesOf(endpointId), em)
  return rows.length
}
