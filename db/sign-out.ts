import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { lockPerson } from './lock.ts'
import { earlierAct, recordAct } from './record-act.ts'
import type { EndedBecause, EndedBy } from './session.ts'

/** Ends one session of this person, or all of them; how many were open. */
export async function signOut(
  books: Books,
  personId: number,
  where: { sessionId: string } | 'everywhere',
): Promise<number> {
  const em = books.orm.em.fork()
  const now = books.now()
  return where === 'everywhere'
    ? await end(em, { personId, because: where, now })
    : await end(em, { personId, ...where, because: 'here', now })
}

/** The same by an admin's word, which stands in the audit trail. */
export async function signOutByAdmin(
  books: Books,
  personId: number,
  { adminId, request, reason }: Extract<EndedBy, { kind: 'admin' }>,
): Promise<number> {
  return await books.orm.em.fork().transactional(async em => {
    if (!(await lockPerson(em, personId))) throw new Error(`endAll for ${personId}, whom nobody met`)
    const asked = { request, kind: 'sign_out' as const, adminId, personId }
    const earlier = await earlierAct(em, asked)
    if (earlier) return earlier.endedSessions ?? 0

    const now = books.now()
    const endedSessions = await end(em, { personId, because: 'admin', now })
    recordAct(em, asked, { endedSessions, reason: reason.trim(), doneAt: now })
    return endedSessions
  })
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
