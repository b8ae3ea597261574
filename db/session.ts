import { defineEntity, p } from '@mikro-orm/core'
import { type Person, PersonEntity, type Profile } from './person.ts'

/** Uses of one proof, in all: a refresh now and then is one app, many are somebody who found it. */
export const MOST_USES = 20

/** Why a session is over before its time: signed out there, signed out everywhere, or an admin did it. */
export type EndedBecause = 'here' | 'everywhere' | 'admin'

/** Somebody signed in, in one place. Kept for a day after it is over and its proof is worth nothing any more. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  indexes: [{ properties: ['person', 'begunAt'] }],
  checks: [
    { name: 'sessions_uses_bounded', expression: `uses >= 1 and uses <= ${MOST_USES}` },
    { name: 'sessions_ended_because', expression: '(ended_at is null) = (ended_because is null)' },
    { name: 'sessions_open_until_latest_end', expression: 'open_until <= latest_end' },
  ],
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity),
    /** What it was begun with, signed by Telegram: the same again is the same session. */
    proof: p.uint8array().unique(),
    /** How often the proof was used. */
    uses: p.integer(),
    begunAt: p.datetime(),
    /** When it was last given a token. */
    seenAt: p.datetime(),
    /** Until when its newest token is good. */
    openUntil: p.datetime(),
    /** However often it is renewed, it is over then. */
    latestEnd: p.datetime(),
    endedAt: p.datetime().nullable(),
    endedBecause: p.text().$type<EndedBecause>().nullable(),
    forgetAt: p.datetime().index(),
  },
})

/** Somebody who has proved who they are. */
export interface Arrival {
  profile: Profile
  /** They let the bot write to them: whoever was lost is back. */
  canBeWritten: boolean
  /** Unlike any other proof, and always the same for the same one. */
  proof: Uint8Array
  /** When it was signed, to the second, by the clock of whoever signed it. What it says of them was so then. */
  authDate: Date
  /** From then on the proof is refused for its age, by whoever checks it. */
  proofEndsAt: Date
  ttlSeconds: number
}

export type BeginSession =
  | { kind: 'begun' | 'refreshed'; session: { id: string; expiresAt: Date }; person: Person }
  /** `ended`: signed out there, or everywhere since the proof was signed, or past its latest end. */
  | { kind: 'refused'; because: 'ended' | 'used_up' }

export interface Session {
  id: string
  begunAt: Date
  /** When it was last given a token. */
  seenAt: Date
}

/** Who signs a person out everywhere. An admin's act stands in the audit trail, and the same `request` is done once. */
export type EndedBy =
  | { kind: 'person' }
  | { kind: 'admin'; adminId: number; request: string /** Must say something. */; reason: string }

/**
 * Where people are signed in. What ended is over for every process from that moment: nothing of it is remembered
 * outside the database.
 */
export interface Sessions {
  /**
   * Knows whoever arrives, and begins their session or counts another use of the same proof, at most 20 in all. What
   * the proof says of them is news at its first use, unless it is older than the @name we know them by. One round trip
   * where nothing about them changed, else two; more only for somebody who was lost and is back.
   */
  begin(arrival: Arrival): Promise<BeginSession>
  /** Whose session this is, while it is open; null as well where it is somebody else's. One round trip. */
  holder(sessionId: string, personId: number): Promise<Person | null>
  /** The same where it is not open any more, but could be renewed: its token has run out, and nothing else ended it. */
  renewer(sessionId: string, personId: number): Promise<Person | null>
  /** Open for another while, or again; but never past 12 hours after it began, or one while where that is longer. */
  renew(
    sessionId: string,
    personId: number,
    ttlSeconds: number,
  ): Promise<{ kind: 'renewed'; expiresAt: Date } | { kind: 'ended' }>
  /** The open ones, newest first, at most 100. */
  list(personId: number): Promise<Session[]>
  /** Signed out there. */
  end(sessionId: string, personId: number): Promise<void>
  /**
   * Signed out everywhere, also where the token has run out, or what was signed until now was not used yet; how many of
   * them were open. Rejects for a person never met.
   */
  endAll(personId: number, by: EndedBy): Promise<number>
}
