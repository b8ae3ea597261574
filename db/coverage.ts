import { addPeriod, type Term } from './period.ts'

/** A grant, and when it was ended if it was: all that its place on the calendar depends on. */
export interface GrantFact {
  id: string
  term: Term
  graceDays: number
  acquiredAt: Date
  /** A paid period of a subscription lies exactly here; null: the term counts from when its turn comes. */
  startsAt: Date | null
  endsAt: Date | null
  /** The subscription whose period it is. */
  subscriptionId: string | null
  /** null: nothing that ended it stands. */
  revokedAt: Date | null
}

/** Where a grant lies on the calendar. `endsAt` null: for ever; equal to `startsAt`: nothing of it is left. */
export interface Coverage {
  grantId: string
  startsAt: Date
  endsAt: Date | null
  graceUntil: Date | null
}

/**
 * Lays one person's grants of one plan end to end: each begins when it was acquired or when the one before it
 * ends, whichever is later. A revoked grant ends at its revocation and those behind it move up, so that a refund
 * takes exactly what its own payment bought. What lasts for ever stands beside the row and pushes nobody. The period
 * of a subscription lies where its provider says, whatever is there, and what is acquired later begins behind it.
 * Depends on the facts alone, so that access can be recomputed from zero to the same answer.
 */
export function stack(facts: GrantFact[]): Coverage[] {
  const inOrder = facts.toSorted((a, b) => +a.acquiredAt - +b.acquiredAt || (a.id < b.id ? -1 : 1))
  let free = new Date(0)
  return inOrder.map(fact => {
    const coverage = place(fact, free, facts)
    const { startsAt, endsAt } = coverage
    if (fact.term !== 'lifetime' && endsAt && endsAt > startsAt) free = later(free, endsAt)
    return coverage
  })
}

function place(fact: GrantFact, free: Date, facts: GrantFact[]): Coverage {
  if (fact.startsAt && fact.endsAt) {
    const period = cover(fact, fact.startsAt, fact.endsAt)
    return isRenewed(fact, facts) ? { ...period, graceUntil: null } : period
  }
  if (fact.term === 'lifetime') return cover(fact, fact.acquiredAt, null)
  const startsAt = later(fact.acquiredAt, free)
  return cover(fact, startsAt, addPeriod(startsAt, fact.term))
}

/** A later period of the same subscription was paid, so nothing is awaited at the end of this one; also if it went back. */
function isRenewed({ subscriptionId, endsAt }: GrantFact, facts: GrantFact[]): boolean {
  return facts.some(
    other => other.subscriptionId === subscriptionId && other.endsAt && endsAt && other.endsAt > endsAt,
  )
}

function cover(fact: GrantFact, startsAt: Date, naturalEnd: Date | null): Coverage {
  const cut = fact.revokedAt !== null && (naturalEnd === null || fact.revokedAt < naturalEnd)
  const endsAt = cut ? later(fact.revokedAt as Date, startsAt) : naturalEnd
  // What was taken back awaits nothing, also where it had run its course by then.
  const awaits = fact.revokedAt === null && fact.graceDays > 0
  const graceUntil = awaits && endsAt ? addPeriod(endsAt, `P${fact.graceDays}D`) : null
  return { grantId: fact.id, startsAt, endsAt, graceUntil }
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

/** When a grant made at `now` begins to count: later than the last of its row, whatever the clocks say. */
export function acquiredAfter(facts: GrantFact[], now: Date): Date {
  const last = Math.max(0, ...facts.map(({ acquiredAt }) => +acquiredAt))
  return new Date(Math.max(+now, last + 1))
}

/** Whether a purchase of this plan would buy nothing: somebody who has it for ever already. */
export function ownsForever(coverages: Coverage[]): boolean {
  return coverages.some(coverage => coverage.endsAt === null)
}

/** Whether any of it is still to come, or runs now, or is in its days of grace. */
export function isLeft({ startsAt, endsAt, graceUntil }: Coverage, now: Date): boolean {
  return endsAt === null || (endsAt > startsAt && (graceUntil ?? endsAt) > now)
}

/** When the last paid moment of a row of grants ends; null where there is none after `now`. */
export function coveredUntil(coverages: Coverage[], now: Date): Date | null {
  const ends = coverages.flatMap(({ startsAt, endsAt }) =>
    endsAt && endsAt > now && endsAt > startsAt ? [endsAt] : [],
  )
  return ends.reduce<Date | null>((last, end) => (last && last > end ? last : end), null)
}
