import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { NoticeEntity } from './notice.ts'
import type { UnreachableBecause } from './person.ts'

/** Our messages do not reach this person any more: nothing is sent, and everything kept, until they come back. */
export async function lose(books: Books, personId: number, because: UnreachableBecause): Promise<void> {
  await books.pool.query(
    'update people set unreachable_at = coalesce(unreachable_at, $2), unreachable_because = $3 where id = $1',
    [personId, books.now(), because],
  )
}

/** Our messages reach them again: what waited is told. */
export async function regain(books: Books, personId: number): Promise<void> {
  const isBack = await books.orm.em.fork().transactional(async em => {
    const rows: unknown[] = await em.execute(
      `update people set unreachable_at = null, unreachable_because = null
       where id = ? and unreachable_at is not null returning id`,
      [personId],
    )
    if (rows.length > 0) await tellWhatWaited(books, em, personId)
    return rows.length > 0
  })
  if (isBack) books.jobs.wake('messages')
}

/** They are back: has them told what waited, in the transaction that makes them reachable. */
export async function tellWhatWaited(books: Books, em: EntityManager, personId: number): Promise<void> {
  const waiting = { person: personId, sentAt: null, givenUpAt: null }
  const count = await em.count(NoticeEntity, waiting)
  // The jobs that were born with these notices are done, and an id is used once.
  const jobs = Array.from({ length: count }, () => ({ id: newId(), key: String(personId) }))
  await books.jobs.add('messages', jobs, em)
}
