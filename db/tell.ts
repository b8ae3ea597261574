import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { type News, NoticeEntity } from './notice.ts'
import type { RefundEntity } from './refund.ts'

export type Told = { personId: number; news: News }[]

/** Owes these people these messages, about a refund or something else. Wake `messages` after the commit. */
export async function tell(
  books: Books,
  em: EntityManager,
  told: Told,
  refund: InferEntity<typeof RefundEntity> | null = null,
): Promise<void> {
  const jobs = told.map(({ personId: person, news }) => {
    const id = newId()
    const createdAt = books.now()
    em.create(NoticeEntity, {
      id,
      person,
      payment: refund?.payment ?? null,
      refund,
      news,
      createdAt,
      sentAt: null,
      messageId: null,
    })
    return { id, key: String(person) }
  })
  await em.flush()
  await books.jobs.add('messages', jobs, em)
}

/**
 * Owes these people these messages unless they were owed them on this very occasion before, however many find it out
 * at the same moment. Returns whom it is news to. Wake `messages` after the commit.
 */
export async function tellOnce(
  books: Books,
  em: EntityManager,
  occasion: string,
  told: Told,
): Promise<number[]> {
  const fresh: { id: string; key: string }[] = []
  // In one order, so that two who tell the same people never wait for each other in a circle.
  for (const { personId, news } of told.toSorted((one, other) => one.personId - other.personId)) {
    const rows: { id: string }[] = await em.execute(
      `insert into notices (id, person_id, news, created_at, occasion) values (?, ?, ?::jsonb, ?, ?)
       on conflict (occasion) do nothing returning id`,
      [newId(), personId, JSON.stringify(news), books.now(), `${occasion} ${personId}`],
    )
    fresh.push(...rows.map(({ id }) => ({ id, key: String(personId) })))
  }
  await books.jobs.add('messages', fresh, em)
  return fresh.map(({ key }) => Number(key))
}
