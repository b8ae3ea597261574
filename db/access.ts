import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Entitlement, Stretch } from './entitlement.ts'
import type { Source } from './grant.ts'

/** A stretch of access as the database's driver gives it. */
export interface HeldRow {
  grant_id: string
  plan_code: string
  source: Source
  keys: string[]
  starts_at: string
  ends_at: string | null
  grace_until: string | null
}

/** One stretch of access with the keys it opens. */
export interface Held extends Stretch {
  keys: string[]
  graceUntil: Date | null
}

/** What a person may use now, one answer per key they ever had. One indexed read. */
export async function accessOf(books: Books, personId: number): Promise<Entitlement[]> {
  return accessAt(await heldBy(books, personId), books.now())
}

/** The same, of which instant it is, and when time next changes any of it; null: never. */
export interface AccessUntil {
  access: Entitlement[]
  at: Date
  until: Date | null
}

/** What a person may use now, and until when all of that is so. One indexed read. */
export async function accessUntil(books: Books, personId: number): Promise<AccessUntil> {
  const held = await heldBy(books, personId)
  const at = books.now()
  return { access: accessAt(held, at), at, until: boundsOf(held).find(bound => bound > at) ?? null }
}

/** The instants at which time moves access: a stretch begins or ends, or its grace does. In order. */
export function boundsOf(held: Held[]): Date[] {
  const all = held.flatMap(({ startsAt, endsAt, graceUntil }) => [startsAt, endsAt, graceUntil])
  const instants = new Set(all.flatMap(bound => (bound ? [+bound] : [])))
  return [...instants].sort((one, other) => one - other).map(instant => new Date(instant))
}

/** Every stretch of access that is, was or will be this person's. */
export async function heldBy(books: Pick<Books, 'pool'>, personId: number): Promise<Held[]> {
  const { rows } = await books.pool.query<HeldRow>({ name: 'access', text: heldOf('$1'), values: [personId] })
  return rows.map(heldIn)
}

/** The same in a transaction of the caller's, with what it has written. */
export async function heldWithin(em: EntityManager, personId: number): Promise<Held[]> {
  const rows: HeldRow[] = await em.execute(heldOf('?'), [personId])
  return rows.map(heldIn)
}

function heldOf(person: string): string {
  return `
    select grant_id, plan_code, source, keys, starts_at, ends_at, grace_until
    from entitlements where person_id = ${person} and (ends_at is null or ends_at > starts_at)
    order by starts_at, grant_id`
}

export function heldIn(row: HeldRow): Held {
  return {
    grantId: row.grant_id,
    plan: row.plan_code,
    source: row.source,
    keys: row.keys,
    startsAt: new Date(row.starts_at),
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
    graceUntil: row.grace_until === null ? null : new Date(row.grace_until),
  }
}

/** The union of all stretches, per key, as it looks at `now`. Depends on its arguments alone. */
export function accessAt(held: Held[], now: Date): Entitlement[] {
  const keys = [...new Set(held.flatMap(stretch => stretch.keys))].sort()
  return keys.map(key =>
    entitlementAt(
      key,
      held.filter(stretch => stretch.keys.includes(key)),
      now,
    ),
  )
}

function entitlementAt(key: string, held: Held[], now: Date): Entitlement {
  const blocks = unbroken(held)
  const begun = blocks.filter(block => block.startsAt <= now)
  // The last block that has begun is the one around now, or the one that lapsed; else what is to come.
  const block = (begun.at(-1) ?? blocks[0]) as Block
  const paid = block.startsAt <= now && (block.endsAt === null || now < block.endsAt)
  // Of any block: something else that began and ended meanwhile does not cut the days of grace short.
  const inGrace =
    !paid &&
    held.some(({ startsAt, graceUntil }) => startsAt <= now && graceUntil !== null && now < graceUntil)
  const shown = foremost(block.held, now)
  return {
    key,
    plan: shown.plan,
    active: paid || inGrace,
    startsAt: block.startsAt,
    endsAt: block.endsAt,
    inGrace,
    source: shown.source,
    grants: held.map(({ grantId, plan, source, startsAt, endsAt }) => ({
      grantId,
      plan,
      source,
      startsAt,
      endsAt,
    })),
  }
}

interface Block {
  startsAt: Date
  endsAt: Date | null
  held: Held[]
}

/** Joins stretches that touch or overlap. `held` comes sorted by start. */
function unbroken(held: Held[]): Block[] {
  const blocks: Block[] = []
  for (const stretch of held.toSorted((a, b) => +a.startsAt - +b.startsAt)) {
    const last = blocks.at(-1)
    if (last && (last.endsAt === null || stretch.startsAt <= last.endsAt)) {
      last.endsAt = longer(last.endsAt, stretch.endsAt)
      last.held.push(stretch)
    } else blocks.push({ startsAt: stretch.startsAt, endsAt: stretch.endsAt, held: [stretch] })
  }
  return blocks
}

/** Of the stretches that have begun, the one that lasts longest. */
function foremost(held: Held[], now: Date): Held {
  const begun = held.filter(({ startsAt }) => startsAt <= now)
  const candidates = begun.length > 0 ? begun : held
  return candidates.reduce((best, next) => (longer(best.endsAt, next.endsAt) === best.endsAt ? best : next))
}

function longer(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return null
  return a > b ? a : b
}
