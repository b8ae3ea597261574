import type { PoolClient } from 'pg'
import { hangUp } from './awake.ts'
import type { Books } from './books.ts'
import type { CardEvent } from './cards.ts'
import { newId } from './id.ts'
import { scrubbed } from './scrub.ts'
import { storable } from './storable.ts'

/** How long the database may take for one batch. One that is frozen would hold up all that comes after it. */
const PATIENCE_MS = 30_000

type Kept = 'kept' | 'repeated'

/**
 * Keeps events together, whole, and has the subjects of those not seen before read again: one transaction and one
 * commit however many they are (cases 58, 83).
 */
export async function keepEvents(
  books: Books,
  events: CardEvent[],
  patienceMs = PATIENCE_MS,
): Promise<Kept[]> {
  const client = await books.pool.connect()
  const late = setTimeout(() => hangUp(client.connection.stream), patienceMs)
  let kept: Kept[]
  try {
    await client.query('begin')
    kept = await keepWithin(books, client, events)
    await client.query('commit')
    client.release()
  } catch (error) {
    // A connection that cannot even roll back is not used again; what it had begun ends with it.
    await client.query('rollback').then(
      () => client.release(),
      broken => client.release(broken),
    )
    throw error
  } finally {
    clearTimeout(late)
  }
  books.jobs.wake('readings')
  return kept
}

/** In the order of their ids, so that concurrent batches never wait for each other in a circle. */
const INSERT = `
insert into provider_events (id, rail, kind, provider_id, payload, received_at)
select id, 'card', kind, provider_id, payload::jsonb, $5
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as event (id, kind, provider_id, payload)
order by provider_id, kind
on conflict do nothing
returning id`

async function keepWithin(books: Books, client: PoolClient, events: CardEvent[]): Promise<Kept[]> {
  const ids = events.map(() => newId())
  const forgotten = await forgottenIn(client, events)
  const { rows } = await client.query<{ id: string }>({
    name: 'keep_events',
    text: INSERT,
    values: [
      ids,
      events.map(({ ofOtherMode }) => (ofOtherMode ? 'event of other mode' : 'event')),
      events.map(({ id }) => id),
      events.map(event => {
        const isForgotten = namesIn(event).some(name => forgotten.has(name))
        return JSON.stringify(storable(isForgotten ? scrubbed(event.payload) : event.payload))
      }),
      books.now(),
    ],
  })
  const fresh = new Set(rows.map(({ id }) => id))
  const isFresh = (index: number) => fresh.has(ids[index] ?? '')
  const readings = events.flatMap(({ subject, key }, index) => {
    return subject && isFresh(index) ? [{ id: newId(), key, data: subject }] : []
  })
  await books.jobs.add('readings', readings, client)
  return events.map((_, index) => (isFresh(index) ? 'kept' : 'repeated'))
}

/** What of ours an event may be about: a customer, or a payment. */
function namesIn({ payload }: CardEvent): string[] {
  const { customer, payment_intent, id } = (payload as Told | null)?.data?.object ?? {}
  return [customer, payment_intent, id].filter(name => typeof name === 'string')
}

/** As far as it is what it should be. */
interface Told {
  data?: { object?: { [name in 'customer' | 'payment_intent' | 'id']?: unknown } }
}

/**
 * Locked, so that nobody is forgotten between this and the commit: whoever is, takes along what was kept by then. In the
 * order of their ids, as for every lock.
 */
const WHOSE = `
select name, p.forgotten_at is not null as forgotten
from (
  select customer_id as name, person_id from customers where customer_id = any($1)
  union select charge_id, person_id from payments where rail = 'card' and charge_id = any($1)
) as theirs join people p on p.id = theirs.person_id
order by p.id for share of p`

/** Of what these events may be about, that which is of somebody forgotten: no more is kept of it than was left. */
async function forgottenIn(client: PoolClient, events: CardEvent[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; forgotten: boolean }>({
    name: 'whose_events',
    text: WHOSE,
    values: [[...new Set(events.flatMap(namesIn))]],
  })
  return new Set(rows.filter(({ forgotten }) => forgotten).map(({ name }) => name))
}
