import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { lockPerson } from './lock.ts'
import { earlierAct, recordAct } from './record-act.ts'
import type { EndedBecause, EndedBy } from './session.ts'

/** Ends one session of this person. */
export async function signOut(books: Books, personId: number, sessionId: string): Promise<void> {
  await end(books.orm.em.fork(), { personId, sessionId, because: 'here', now: books.now() })
}

/** Ends all of them; how many were open. */
export async function signOutEverywhere(books: Books, personId: number): Promise<number> {
  return await books.orm.em
    .fork()
    .transactional(em => endAll(em, { personId, because: 'everywhere', now: books.now() }))
}

/** The same by an admin's word, which stands in the audit trail. */
export async function signOutByAdmin(
  books: Books,
  personId: number,
  { adminId, request, reason }: Extract<EndedBy, { kind: 'admin' }>,
): Promise<number> {
  return await books.orm.em.fork().transactional(async em => {
    if (!(await lockPerson(em, personId))) throw neverMet(personId)
    const asked = { request, kind: 'sign_out' as const, adminId, personId }
    const earlier = await earlierAct(em, asked)
    if (earlier) return earlier.endedSessions ?? 0

    const now = books.now()
    const endedSessions = await endAll(em, { personId, because: 'admin', now })
    recordAct(em, asked, { endedSessions, reason: reason.trim(), doneAt: now })
    return endedSessions
  })
}

/** The person first: a session that just begins holds them, and is seen once it has begun. */
async function endAll(em: EntityManager, ending: Omit<Ending, 'sessionId'>): Promise<number> {
  const people: unknown[] = await em.execute(
    'update people set signed_out_at = greatest(signed_out_at, ?) where id = ? returning id',
    [ending.now, ending.personId],
  )
  if (people.length === 0) throw neverMet(ending.personId)
  return await end(em, ending)
}

function neverMet(personId: number): Error {
  return new Error(`endAll for ${personId}, whom nobody met`)
}

/** Those too whose token has run out: their proof could still open them again. */
async function end(em: EntityManager, { personId, sessionId, because, now }: Ending): Promise<number> {
  const only = sessionId ?? null
  const rows: { open: boolean }[] = await em.execute(
    `update sessions set ended_at = ?, ended_because = ?
     where id in (
       select id from sessions
       where person_id = ? and ended_at is null and latest_end > ? and (?::uuid is null or id = ?)
       order by id for update
     )
     returning open_until > ? as open`,
    [now, because, personId, now, only, only, now],
  )
  return rows.filter(({ open }) => open).length
}

interface Ending {
  personId: number
  /** Left out: all. */
  sessionId?: string
  because: EndedBecause
  now: Date
}
