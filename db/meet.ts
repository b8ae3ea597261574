import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { type Person, PersonEntity, type Profile } from './person.ts'
import { tellWhatWaited } from './reach.ts'

/** Knows the person from now on. Reads first and writes only what changed, for it runs on every message. */
export async function meet(books: Books, profile: Profile): Promise<Person> {
  const em = books.orm.em.fork()
  const known = await em.findOne(PersonEntity, profile.id)
  const now = books.now()
  const renamed = known?.username !== (profile.username ?? null)
  const fresh = {
    username: profile.username ?? null,
    usernameSince: renamed ? now : (known?.usernameSince ?? null),
    firstName: profile.firstName,
    lastName: profile.lastName ?? null,
    languageCode: profile.languageCode ?? null,
    // Whoever writes to us can be reached again.
    unreachableAt: null,
    unreachableBecause: null,
    // Whoever was forgotten is met anew.
    forgottenAt: null,
    ...(known?.forgottenAt && { metAt: now }),
  }
  if (known && Object.entries(fresh).every(([name, value]) => known[name as keyof Person] === value))
    return known
  const met = await books.orm.em.fork().transactional(async em => {
    // As it is now: they may have been lost since we looked, and then a message is waiting that nobody else will send.
    const isBack = await isLost(em, profile.id)
    const person = await em.upsert(
      PersonEntity,
      { id: profile.id, metAt: now, ...fresh },
      { onConflictFields: ['id'], onConflictMergeFields: Object.keys(fresh) as (keyof typeof fresh)[] },
    )
    if (isBack) await tellWhatWaited(books, em, profile.id)
    return { person, isBack }
  })
  if (met.isBack) books.jobs.wake('messages')
  return met.person
}

/** With the person locked, so that nobody is lost while they are met. */
async function isLost(em: EntityManager, id: number): Promise<boolean> {
  const [row]: { unreachable_at: string | null }[] = await em.execute(
    'select unreachable_at from people where id = ? for no key update',
    [id],
  )
  return row != null && row.unreachable_at !== null
}

export async function chooseLanguage(books: Books, personId: number, language: string | null): Promise<void> {
  await books.orm.em.fork().nativeUpdate(PersonEntity, { id: personId }, { language })
}

/** People the books must be able to write to though they never wrote themselves. */
export async function enrol(books: Books, ids: number[]): Promise<void> {
  await books.pool.query(
    'insert into people (id, met_at) select id, $2 from unnest($1::bigint[]) id order by id on conflict do nothing',
    [ids, books.now()],
  )
}
