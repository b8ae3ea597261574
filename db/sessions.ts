import { again } from './again.ts'
import { beginSession } from './begin-session.ts'
import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { type Person, type PersonRow, personOf } from './person.ts'
import type { Session, Sessions } from './session.ts'
import { signOut, signOutByAdmin, signOutEverywhere } from './sign-out.ts'

/** Where people are signed in. */
export function sessionsIn(books: Books): Sessions {
  return {
    begin: arrival => beginSession(books, { ...arrival, ttlSeconds: bounded(arrival.ttlSeconds) }),
    holder: (sessionId, personId) => holderOf(books, 'open', sessionId, personId),
    renewer: (sessionId, personId) => holderOf(books, 'renewable', sessionId, personId),
    renew: (sessionId, personId, ttlSeconds) => renew(books, sessionId, personId, bounded(ttlSeconds)),
    list: personId => openSessions(books, personId),
    async end(sessionId, personId) {
      const id = idIn(sessionId)
      if (id) await signOut(books, personId, id)
    },
    async endAll(personId, by) {
      if (by.kind === 'person') return await signOutEverywhere(books, personId)
      return await again(() => signOutByAdmin(books, personId, by))
    },
  }
}

/** Ten years: a session for ever, whose end is a date still. */
const LONGEST_TTL_SECONDS = 10 * 366 * 24 * 60 * 60

function bounded(ttlSeconds: number): number {
  return Math.min(ttlSeconds, LONGEST_TTL_SECONDS)
}

const OPEN = 's.ended_at is null and s.open_until > $3'
/** A phone sleeps for longer than a token lives. */
const RENEWABLE = 's.ended_at is null and s.latest_end > $3'

async function holderOf(
  books: Books,
  which: 'open' | 'renewable',
  sessionId: string,
  personId: number,
): Promise<Person | null> {
  const id = idIn(sessionId)
  if (!id || !Number.isSafeInteger(personId)) return null
  const { rows } = await books.pool.query<PersonRow>({
    name: `session-holder-${which}`,
    text: `select p.* from sessions s join people p on p.id = s.person_id
           where s.id = $1 and s.person_id = $2 and ${which === 'open' ? OPEN : RENEWABLE}`,
    values: [id, personId, books.now()],
  })
  const [row] = rows
  return row ? personOf(row) : null
}

async function renew(books: Books, sessionId: string, personId: number, ttlSeconds: number) {
  const now = books.now()
  const until = new Date(+now + ttlSeconds * 1000)
  const { rows } = await books.pool.query<{ expires_at: string }>(
    `update sessions s set seen_at = $3, open_until = greatest(open_until, least($4, latest_end))
     where id = $1 and person_id = $2 and ${RENEWABLE}
     returning least($4, latest_end) as expires_at`,
    [idIn(sessionId), personId, now, until],
  )
  const [row] = rows
  return row ? { kind: 'renewed' as const, expiresAt: new Date(row.expires_at) } : { kind: 'ended' as const }
}

const SHOWN = 100

async function openSessions({ pool, now }: Books, personId: number): Promise<Session[]> {
  const { rows } = await pool.query<{ id: string; begun_at: string; seen_at: string }>(
    `select s.id, s.begun_at, s.seen_at from sessions s where s.person_id = $1 and ${OPEN.replace('$3', '$2')}
     order by s.begun_at desc, s.id desc limit ${SHOWN}`,
    [personId, now()],
  )
  return rows.map(({ id, begun_at, seen_at }) => ({
    id,
    begunAt: new Date(begun_at),
    seenAt: new Date(seen_at),
  }))
}
