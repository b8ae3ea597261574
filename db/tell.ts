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
