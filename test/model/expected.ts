const DAY_MS = 86_400_000
/** What is bought once lasts so long, and a period that may be renewed is awaited for so long. */
const TERM_MS = 30 * DAY_MS
const GRACE_MS = 3 * DAY_MS

/** What one person paid for one key, in the order in which the shop learned of it; times in milliseconds. */
export interface Paid {
  knownAt: number
  /** Since when it is gone again, by a refund of all of it or a dispute; Infinity: it is not. */
  goneAt: number
  /** A period of a subscription, as the provider dates it; null: bought once, so it waits for its turn. */
  period: { from: number; to: number } | null
  /** It is the latest of what goes on; `maybe`: nobody outside can tell. */
  awaited: boolean | 'maybe'
}

/** Until when a key is open; null: it is not. `grace`: only because a renewal is awaited. */
export interface Open {
  until: number | null
  grace: boolean | 'maybe'
}

/** The model: what access should be, said as simply as it can be. It knows nothing of how the books come to theirs. */
export function accessTo(paid: Paid[], now: number): Open {
  let free = 0
  let until = now
  const spans = paid.map(({ knownAt, goneAt, period, awaited }) => {
    const from = period?.from ?? Math.max(knownAt, free)
    const to = Math.max(from, Math.min(period?.to ?? from + TERM_MS, goneAt))
    if (!period) free = Math.max(free, to)
    return { from, to, awaited: goneAt === Infinity && now < to + GRACE_MS && awaited }
  })
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from))
    if (from <= until) until = Math.max(until, to)
  const waits = spans.map(({ awaited }) => awaited)
  const grace = waits.includes(true) || (waits.includes('maybe') && 'maybe')
  return until > now ? { until, grace: false } : { until: null, grace }
}
