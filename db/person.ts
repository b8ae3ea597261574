import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** Why our messages do not arrive: Telegram tells these apart, and admins want to know. */
export type UnreachableBecause = 'blocked' | 'deactivated' | 'never_started'

/** One identity everywhere: the Telegram user id (64 bit). Names may change or pass to others; the id never does. */
export const PersonEntity = defineEntity({
  name: 'Person',
  tableName: 'people',
  properties: {
    id: p.bigint('number').primary().autoincrement(false),
    username: p.text().nullable().index(),
    /** When we first saw them under this @name: names pass from one person to the next. */
    usernameSince: p.datetime().nullable(),
    firstName: p.text().default(''),
    lastName: p.text().nullable(),
    /** What Telegram says their client speaks. */
    languageCode: p.text().nullable(),
    /** What they chose with /language; wins over `languageCode`. */
    language: p.text().nullable(),
    /** Set while Telegram refuses our messages to them; cleared when they write, or unblock the bot. */
    unreachableAt: p.datetime().nullable(),
    unreachableBecause: p.text().$type<UnreachableBecause>().nullable(),
    /** When they signed out everywhere, or an admin did it: what proved who they are before that begins no session. */
    signedOutAt: p.datetime().nullable(),
    /** The IANA name of where their clock is, once their device told it. */
    timeZone: p.text().nullable(),
    /** When they were forgotten, at their own wish; cleared when they write again. */
    forgottenAt: p.datetime().nullable(),
    metAt: p.datetime(),
  },
})

export type Person = InferEntity<typeof PersonEntity>

/** Their row as the database's driver gives it. */
export interface PersonRow {
  id: string
  username: string | null
  username_since: string | null
  first_name: string
  last_name: string | null
  language_code: string | null
  language: string | null
  unreachable_at: string | null
  unreachable_because: UnreachableBecause | null
  signed_out_at: string | null
  time_zone: string | null
  forgotten_at: string | null
  met_at: string
}

export function personOf(row: PersonRow): Person {
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  return {
    id: Number(row.id),
    username: row.username,
    usernameSince: instant(row.username_since),
    firstName: row.first_name,
    lastName: row.last_name,
    languageCode: row.language_code,
    language: row.language,
    unreachableAt: instant(row.unreachable_at),
    unreachableBecause: row.unreachable_because,
    signedOutAt: instant(row.signed_out_at),
    timeZone: row.time_zone,
    forgottenAt: instant(row.forgotten_at),
    metAt: new Date(row.met_at),
  }
}

/** What Telegram tells about someone with every update. */
export interface Profile {
  id: number
  username?: string | undefined
  firstName: string
  lastName?: string | undefined
  languageCode?: string | undefined
}
