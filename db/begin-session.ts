import type { Books } from './books.ts'
import { newId } from './id.ts'
import { type PersonRow, personOf } from './person.ts'
import { regain } from './reach.ts'
import { type Arrival, type BeginSession, MOST_USES } from './session.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** However often it is renewed, a session is over then; a token that is good for longer makes it longer. */
const LONGEST_MS = 12 * HOUR_MS

/**
 * Begins a session for one of `who`, or counts another use of its proof while it may be used. Of those who come with
 * the same proof at the same moment one begins the session, and the others use it. Old ones are removed on the way, a
 * few at a time, and none that another process is busy with: that costs nobody a round trip.
 */
const begunFor = (who: string) => `
begun as (
  insert into sessions (id, person_id, proof, uses, begun_at, seen_at, open_until, latest_end, forget_at)
  select $6, id, $7, 1, $8, $8, $9, $10, $11 from ${who}
  on conflict (proof) do update set
    uses = sessions.uses + 1,
    seen_at = excluded.seen_at,
    open_until = greatest(sessions.open_until, least(excluded.open_until, sessions.latest_end))
  where sessions.person_id = excluded.person_id and sessions.ended_at is null
    and sessions.latest_end > excluded.seen_at and sessions.uses < ${MOST_USES}
  returning id as session_id, uses, open_until
),
forgotten as (
  delete from sessions where id in (
    select id from sessions where forget_at < $8 and proof <> $7 order by forget_at limit 2 for update skip locked
  )
)`

/** Signed before they signed out everywhere; Telegram tells whole seconds, by another clock than ours. */
const SIGNED_OUT = "signed_out_at - interval '5 seconds' > $12"

/** Older than the @name that we know them by: nothing it says of them is news. */
const IS_OLD = 'people.username_since > $12'

/**
 * Reads, and where nothing about the person changed begins at once. A proof that was used before is no news of them. The
 * person is held meanwhile: whoever signs out everywhere then either sees this session, or is seen.
 */
const BEGIN = `
with
known as (
  select *, ${SIGNED_OUT} as signed_out, ${IS_OLD} or (username is not distinct from $2 and first_name = $3
    and last_name is not distinct from $4 and language_code is not distinct from $5) as unchanged
  from people where id = $1 for share
),
earlier as (
  select proof, ended_at is not null or latest_end <= $8 as over, uses >= ${MOST_USES} as used_up
  from sessions where proof = $7
),
ready as (
  select id from known where signed_out is not true
    and (exists (select from earlier) or unchanged and (unreachable_at is null or not $13))
),
${begunFor('ready')}
select known.*, begun.*,
  case
    when signed_out or over then 'ended'
    when used_up then 'used_up'
    -- Somebody else's, or ended or used for the last time while we asked.
    when proof is not null then 'ended'
  end as refused
from (select) one
left join known on true
left join begun on true
left join earlier on true`

const unlessOld = (column: string) =>
  `${column} = case when ${IS_OLD} then people.${column} else excluded.${column} end`

/** The same for somebody who is new or has changed. Whether our messages reach them stays as it is. */
const MEET_AND_BEGIN = `
with
met as (
  insert into people (id, username, username_since, first_name, last_name, language_code, met_at)
  values ($1, $2, least($8::timestamptz, $12), $3, $4, $5, $8)
  on conflict (id) do update set
    username_since = case
      when ${IS_OLD} or people.username is not distinct from excluded.username then people.username_since
      else excluded.username_since
    end,
    ${['username', 'first_name', 'last_name', 'language_code'].map(unlessOld).join(',\n    ')},
    -- Whoever was forgotten is met anew.
    met_at = case when people.forgotten_at is null then people.met_at else excluded.met_at end,
    forgotten_at = null
  returning *
),
welcome as (select id from met where (${SIGNED_OUT}) is not true),
${begunFor('welcome')}
select met.*, begun.* from met left join begun on true`

/** See `Sessions`. */
export async function beginSession(books: Books, arrival: Arrival): Promise<BeginSession> {
  const values = valuesOf(books, arrival)
  const known = await ask(books, 'begin-session', BEGIN, [...values, arrival.canBeWritten])
  if (isOpen(known)) return openedBy(known, arrival, books.now())
  if (known.refused) return { kind: 'refused', because: known.refused }
  if (known.unreachable_at && arrival.canBeWritten) {
    await regain(books, arrival.profile.id)
    return await beginSession(books, arrival)
  }
  const met = await ask(books, 'meet-and-begin-session', MEET_AND_BEGIN, values)
  // If not, they signed out, or it was used for the last time, between the one statement and the other.
  return isOpen(met) ? openedBy(met, arrival, books.now()) : { kind: 'refused', because: 'ended' }
}

function valuesOf({ now }: Books, { profile, proof, authDate, proofEndsAt, ttlSeconds }: Arrival): unknown[] {
  const { id, username = null, firstName, lastName = null, languageCode = null } = profile
  const begunAt = now()
  const latestEnd = new Date(+begunAt + Math.max(LONGEST_MS, ttlSeconds * 1000))
  return [
    ...[id, username, firstName, lastName, languageCode],
    ...[newId(), proof, begunAt, new Date(+begunAt + ttlSeconds * 1000), latestEnd],
    // Until then the proof could begin the session anew, had we forgotten that it is over.
    new Date(Math.max(+latestEnd, +proofEndsAt) + DAY_MS),
    authDate,
  ]
}

type Row = Partial<PersonRow> & {
  session_id: string | null
  uses: number | null
  open_until: string | null
  refused?: 'ended' | 'used_up' | null
}

async function ask({ pool }: Books, name: string, text: string, values: unknown[]): Promise<Row> {
  const { rows } = await pool.query<Row>({ name, text, values })
  return rows[0] as Row
}

type Opened = PersonRow & { session_id: string; uses: number; open_until: string }

function isOpen(row: Row): row is Opened {
  return row.session_id !== null
}

function openedBy(row: Opened, { ttlSeconds }: Arrival, now: Date): BeginSession {
  // What another process gave before, with a longer life, is not taken back and not given again.
  const expiresAt = new Date(Math.min(+new Date(row.open_until), +now + ttlSeconds * 1000))
  return {
    kind: row.uses === 1 ? 'begun' : 'refreshed',
    session: { id: row.session_id, expiresAt },
    person: personOf(row),
  }
}
