import { accessAt, type Held } from './access.ts'
import type { Text } from './plan.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** A renewal is paid about when the old period ends, not before it: for so long nobody is told that it is over. */
export const AWAITED_MS = 2 * HOUR_MS

/** What is not known yet may be at any moment. */
const AGAIN_MS = 20 * 1000

/** What ended longer ago is no news. */
const FRESH_MS = 7 * DAY_MS

/** What is bought for less is too short for a warning. */
const SHORTEST_MS = 2 * DAY_MS

/** A stretch of access, with what decides whether its end is to be told. */
export interface Lying extends Held {
  title: Text
  /** When time next brings something; null: nothing more. */
  lookAt: Date | null
  /** Something ended it before its time, or would have; whoever that concerned has been told. */
  revoked: boolean
  /** The subscription whose period it is goes on. */
  renews: boolean
  /** The days of grace it was bought with, also where they are not granted any more. */
  graceDays: number
  /** Until when it is known who paid on the rail of its subscription; null: it has none. */
  heardUntil: Date | null
}

export interface Brought {
  kind: 'ending_soon' | 'ended'
  grantId: string
  plan: string
  title: Text
  endsAt: Date
}

/** What is to be told of a stretch that is due for a look, and when to look next; both null: nothing more. */
export interface Look {
  grantId: string
  brought: Brought | null
  next: Date | null
}

/**
 * What time has brought one person by `now`, for each stretch of access that is due. Before the end of what nothing
 * renews: that it ends soon. After it, days of grace included: that it has ended. Neither where more of the same plan
 * is there, or others keep all its keys open. Depends on its arguments alone.
 */
export function timeBrings(held: Lying[], now: Date): Look[] {
  const due = held.filter(({ lookAt }) => lookAt !== null && lookAt <= now)
  return due.flatMap(stretch => {
    const { grantId, endsAt } = stretch
    if (endsAt === null) return [{ grantId, brought: null, next: null }]
    const isOver = overAt(stretch) <= +now
    if (isOver && isUnheard(stretch)) return [{ grantId, brought: null, next: new Date(+now + AGAIN_MS) }]
    const tells = isOver ? hasEnded(stretch, held, now) : now < endsAt && endsSoon(stretch, endsAt, held, now)
    const { plan, title } = stretch
    const kind = isOver ? ('ended' as const) : ('ending_soon' as const)
    const brought = tells ? { kind, grantId, plan, title, endsAt } : null
    return [{ grantId, brought, next: isOver ? null : nextLook(stretch, endsAt, now) }]
  })
}

/** At its end it may turn out that it is not awaited any more. */
function nextLook(stretch: Lying, endsAt: Date, now: Date): Date {
  if (now >= endsAt) return new Date(overAt(stretch))
  return stretch.graceUntil && stretch.graceUntil > endsAt ? stretch.graceUntil : endsAt
}

/** From when on there is nothing more to wait for; for ever for what lasts so. */
function overAt({ endsAt, graceUntil, renews }: Lying): number {
  if (endsAt === null) return Number.POSITIVE_INFINITY
  return Math.max(+endsAt + (renews ? AWAITED_MS : 0), +(graceUntil ?? 0))
}

/** The next payment may have come, and we have not heard of it yet. */
function isUnheard(stretch: Lying): boolean {
  return stretch.renews && stretch.heardUntil !== null && overAt(stretch) > +stretch.heardUntil
}

function hasEnded(stretch: Lying, held: Lying[], now: Date): boolean {
  const { plan, keys, endsAt, graceDays, revoked } = stretch
  if (revoked || +now - +(endsAt ?? 0) > graceDays * DAY_MS + FRESH_MS) return false
  const isLast = held.every(other => other.plan !== plan || overAt(other) <= overAt(stretch))
  if (!isLast) return false
  const open = accessAt(held, now).filter(({ active }) => active)
  return !keys.every(key => open.some(entitlement => entitlement.key === key))
}

function endsSoon(stretch: Lying, endsAt: Date, held: Lying[], now: Date): boolean {
  const { plan, keys, startsAt, revoked } = stretch
  if (revoked || +endsAt - +startsAt < SHORTEST_MS) return false
  const goesOn = (other: Lying) =>
    other.endsAt === null || other.endsAt > endsAt || (other.renews && overAt(other) > +now)
  if (held.some(other => other.plan === plan && goesOn(other))) return false
  return !keys.every(key =>
    held.some(other => other.keys.includes(key) && other.startsAt <= endsAt && goesOn(other)),
  )
}
