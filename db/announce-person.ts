import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type Held, type HeldRow, heldIn } from './access.ts'
import { type AccessChange, type Acquired, accessChanges, type Told, toldAt } from './access-changes.ts'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { OutgoingFacts } from './outgoing.ts'
import { nextJob } from './outgoing-job.ts'
import { moneyNews } from './outgoing-money.ts'
import { OutgoingDeliveryEntity, OutgoingEventEntity, WebhookEndpointEntity } from './outgoing-row.ts'

/** Something to tell. `cause`: what it is told of, so that it is told once; null for access. */
export interface OutgoingNews {
  facts: OutgoingFacts
  cause: string | null
  happenedAt: Date
}

/**
 * Writes down what other services are to be told of one person, and when to look next; all that moves them waits meanwhile.
 * Nothing, where somebody else has just looked.
 */
export async function announceTo(books: Books, personId: number): Promise<void> {
  await books.orm.em.fork().transactional(async em => {
    await lockPerson(em, personId)
    const now = books.now()
    const watch = await dueWatch(em, personId, now)
    const endpoints = await livingEndpoints(em)
    if (!watch || endpoints.length === 0) return
    const before = await heldBefore(em, personId)
    // A clock that was set back is taken as it is by now.
    const since = new Date(Math.min(+new Date(before?.asOf ?? watch.looked_until ?? 0), +now))
    const { changes, told, next } = accessChanges({
      held: await acquiredBy(em, personId),
      told: before ? toldAt(before.held, since) : watch.told,
      since,
      now,
      movedAt: await movedAt(em, personId),
    })
    // Of what happened at one instant, the money comes first: it is why.
    const news = [...(await moneyNews(em, personId)), ...changes.map(newsOf)]
    const inOrder = news.toSorted((one, other) => +one.happenedAt - +other.happenedAt)
    await write(books, em, { personId, news: inOrder, endpointIds: endpoints.map(({ id }) => id), now })
    await em.execute(
      'update access_watches set told = ?::jsonb, looked_until = ?, look_at = ? where person_id = ?',
      [JSON.stringify(told), now, next, personId],
    )
  })
}

/** None of them is retired before what is written down for it is there to be given up. */
async function livingEndpoints(em: EntityManager) {
  const lockMode = LockMode.PESSIMISTIC_READ
  return await em.find(WebhookEndpointEntity, { retiredAt: null }, { orderBy: { id: 'asc' }, lockMode })
}

interface WatchRow {
  told: Told
  looked_until: string | null
}

async function dueWatch(em: EntityManager, personId: number, now: Date): Promise<WatchRow | undefined> {
  const [row]: WatchRow[] = await em.execute(
    'select told, looked_until from access_watches where person_id = ? and (look_at <= ? or looked_until > ?) for update',
    [personId, now, now],
  )
  return row
}

/** What counted as told until now; null: what is told stands in the watch. */
async function heldBefore(
  em: EntityManager,
  personId: number,
): Promise<{ held: Held[]; asOf: string } | null> {
  const rows: (HeldRow & { as_of: string })[] = await em.execute(
    'delete from held_before where person_id = ? returning *',
    [personId],
  )
  const [first] = rows
  return first ? { held: rows.map(heldIn), asOf: first.as_of } : null
}

async function acquiredBy(em: EntityManager, personId: number): Promise<Acquired[]> {
  const rows: (HeldRow & { acquired_at: string })[] = await em.execute(
    `select e.grant_id, e.plan_code, e.source, e.keys, e.starts_at, e.ends_at, e.grace_until, g.acquired_at
     from entitlements e join grants g on g.id = e.grant_id
     where e.person_id = ? and (e.ends_at is null or e.ends_at > e.starts_at)
     order by e.starts_at, e.grant_id`,
    [personId],
  )
  return rows.map(row => ({ ...heldIn(row), acquiredAt: new Date(row.acquired_at) }))
}

/** When they last got something, lost it, or got it back. */
async function movedAt(em: EntityManager, personId: number): Promise<Date | null> {
  const [row]: { at: string | null }[] = await em.execute(
    `select greatest(max(g.acquired_at), max(r.revoked_at), max(l.lifted_at)) as at
     from grants g left join revocations r on r.grant_id = g.id left join lifts l on l.revocation_id = r.id
     where g.person_id = ?`,
    [personId],
  )
  return row?.at ? new Date(row.at) : null
}

function newsOf({ type, access, happenedAt }: AccessChange): OutgoingNews {
  return { facts: { type, access }, cause: null, happenedAt }
}

interface Writing {
  personId: number
  news: OutgoingNews[]
  endpointIds: string[]
  now: Date
}

async function write(
  books: Books,
  em: EntityManager,
  { personId, news, endpointIds, now }: Writing,
): Promise<void> {
  if (news.length === 0) return
  const events = news.map(({ facts, cause, happenedAt }) => ({
    ...{ id: newId(), person: personId, type: facts.type, facts, cause, happenedAt, madeAt: now },
  }))
  // One statement, so that they take their positions in this order.
  await em.insertMany(OutgoingEventEntity, events)
  const untried = {
    tries: 0,
    firstTriedAt: null,
    lastTriedAt: null,
    lastAnswer: null,
    deliveredAt: null,
    givenUpAt: null,
  }
  const deliveries = events.flatMap(({ id: event }) =>
    endpointIds.map(endpoint => ({ id: newId(), event, endpoint, ...untried })),
  )
  await em.insertMany(OutgoingDeliveryEntity, deliveries)
  const jobs = endpointIds.map(endpointId => nextJob({ endpointId, personId }))
  await books.jobs.add('webhooks', jobs, em)
}
