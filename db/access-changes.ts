import { accessAt, boundsOf, type Held } from './access.ts'
import type { Entitlement } from './entitlement.ts'
import type { ToldAccess } from './outgoing.ts'

/** A stretch of access, and since when the books know of it. */
export interface Acquired extends Held {
  acquiredAt: Date
}

/** What is told, by key. */
export type Told = Record<string, ToldAccess>

export interface AccessChange {
  type: 'access.granted' | 'access.extended' | 'access.shortened' | 'access.ended'
  access: ToldAccess
  happenedAt: Date
}

interface Look {
  /** All that they hold, as it lies on the calendar by now. */
  held: Acquired[]
  told: Told
  /** Up to when it was looked at before. */
  since: Date
  now: Date
  /** When a grant, an admin or a refund last moved it; null: nothing ever did. */
  movedAt: Date | null
}

/** As it stands at some moment. */
type Standing = Omit<Entitlement, 'grants'>

/**
 * What of a person's access differs from what other services were told, one change a key, and when time next moves it. What
 * time opened or closed happened at that very instant, however late it is looked at. What turned and has turned back by now
 * is not told: nobody is shut out today for what was over yesterday. Depends on its arguments alone.
 */
export function accessChanges(look: Look): { changes: AccessChange[]; told: Told; next: Date | null } {
  const { held, told, now } = look
  const changes = [...accessAt(held, now), ...gone(held, told)].flatMap((is): AccessChange[] => {
    const type = changeOf(told[is.key], is)
    return type ? [{ type, access: toldOf(is), happenedAt: happenedAt(look, is, type) }] : []
  })
  const inOrder = changes.toSorted((one, other) => +one.happenedAt - +other.happenedAt)
  const fresh = Object.fromEntries(inOrder.map(({ access }) => [access.key, access]))
  const next = boundsOf(held).find(bound => bound > now) ?? null
  return { changes: inOrder, told: { ...told, ...fresh }, next }
}

/** What stood at one moment, as if it had been told. */
export function toldAt(held: Held[], at: Date): Told {
  return Object.fromEntries(accessAt(held, at).map(is => [is.key, toldOf(is)]))
}

function changeOf(was: ToldAccess | undefined, is: Standing): AccessChange['type'] | null {
  if (!was?.active) return is.active ? 'access.granted' : null
  if (!is.active) return 'access.ended'
  const [before, after] = [endOf(was.endsAt), endOf(is.endsAt)]
  if (before === after) return null
  return after > before ? 'access.extended' : 'access.shortened'
}

function endOf(endsAt: Date | string | null): number {
  return endsAt === null ? Number.POSITIVE_INFINITY : +new Date(endsAt)
}

/** Keys that nothing is left of: what gave them was taken back as it began. */
function gone(held: Held[], told: Told): Standing[] {
  return Object.values(told)
    .filter(({ key, active }) => active && !held.some(({ keys }) => keys.includes(key)))
    .map(was => {
      const startsAt = new Date(was.startsAt)
      return { ...was, active: false, inGrace: false, startsAt, endsAt: startsAt }
    })
}

function happenedAt(look: Look, is: Standing, type: AccessChange['type']): Date {
  const { held, since, now, movedAt } = look
  const byHand = movedAt && movedAt > since && movedAt < now ? movedAt : now
  if (type === 'access.extended' || type === 'access.shortened') return byHand
  const turnedAt = turned(look, is) ?? byHand
  // A period that its provider dates back opened nothing before we heard of it.
  const from = is.active ? Math.min(...held.filter(one => isWithin(one, is)).map(one => +one.acquiredAt)) : 0
  return new Date(Math.min(Math.max(+turnedAt, from), +now))
}

/** When it became by time what it is now, open or closed; null: it has been so, as the calendar is by now, since the last look. */
function turned({ held, since, now }: Look, { key, active }: Standing): Date | null {
  const own = held.filter(({ keys }) => keys.includes(key))
  const bounds = boundsOf(own).filter(bound => bound > since && bound <= now)
  const isOtherwise = (at: Date) => accessAt(own, at).some(is => is.key === key && is.active) !== active
  return bounds[[since, ...bounds].findLastIndex(isOtherwise)] ?? null
}

function isWithin({ keys, startsAt }: Held, is: Standing): boolean {
  return keys.includes(is.key) && startsAt >= is.startsAt && (is.endsAt === null || startsAt < is.endsAt)
}

function toldOf({ key, plan, active, startsAt, endsAt, source, inGrace }: Standing): ToldAccess {
  const [from, to] = [startsAt.toISOString(), endsAt?.toISOString() ?? null]
  return { key, plan, active, startsAt: from, endsAt: to, source, inGrace }
}
