import type { Entitlement } from '../db/billing.ts'

/** What a person has of one plan, over all its keys and purchases. */
export interface Holding {
  plan: string
  state: 'now' | 'later' | 'ended'
  /** When it begins, for one that is to come. */
  from: Date
  /** When it ends or ended; null: never. */
  until: Date | null
}

/** Access in plans, which is what people know they bought; what is open now first, the longest open foremost. */
export function holdingsOf(access: Entitlement[], now: Date): Holding[] {
  const holdings = new Map<string, Holding>()
  for (const { plan, startsAt, endsAt } of access.flatMap(({ grants }) => grants)) {
    // A refund left nothing of it.
    if (endsAt && endsAt <= startsAt) continue
    const known = holdings.get(plan)
    const from = known && known.from < startsAt ? known.from : startsAt
    const until = known ? later(known.until, endsAt) : endsAt
    holdings.set(plan, { plan, from, until, state: stateAt(now, from, until) })
  }
  return [...holdings.values()].sort((a, b) => RANK[a.state] - RANK[b.state] || endOf(b) - endOf(a))
}

const RANK = { now: 0, later: 1, ended: 2 }

function stateAt(now: Date, from: Date, until: Date | null): Holding['state'] {
  if (until && until <= now) return 'ended'
  return from > now ? 'later' : 'now'
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return null
  return a > b ? a : b
}

function endOf({ until }: Holding): number {
  return until?.getTime() ?? Number.MAX_SAFE_INTEGER
}
