import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { CardAlarm } from './cards.ts'
import { tellOnce } from './tell.ts'

/** Has every admin told, once for each occasion. */
export async function raise(books: Books, alarm: CardAlarm): Promise<void> {
  await books.orm.em.fork().transactional(em => raiseWithin(books, em, alarm))
  books.jobs.wake('messages')
}

/** The same as part of something else. Wake `messages` after the commit. */
export async function raiseWithin(books: Books, em: EntityManager, alarm: CardAlarm): Promise<void> {
  const { occasion, kind, id, detail } = alarm
  const news = { kind: 'alarm' as const, about: kind, id, detail }
  const told = books.adminIds.map(personId => ({ personId, news }))
  const fresh = await tellOnce(books, em, `alarm ${occasion}`, told)
  if (fresh.length > 0) books.log.warn({ alarm: kind, id, detail }, 'the card rail needs an operator to look')
}
