import type { PlanTerms } from '../db/billing.ts'
import type { Speech } from './texts.ts'

const UNITS = /(\d+)([YMWD])/g
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How long a plan lasts, in words: `1 month`, `1 year and 6 months`, `for ever`. */
export function termOf({ plain, language }: Speech, term: PlanTerms['term']): string {
  if (term === 'lifetime') return plain('term-lifetime')
  const parts = [...term.matchAll(UNITS)].map(([, count, unit]) => {
    const vars = { count: Number(count) }
    if (unit === 'Y') return plain('term-years', vars)
    if (unit === 'M') return plain('term-months', vars)
    return unit === 'W' ? plain('term-weeks', vars) : plain('term-days', vars)
  })
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}

/** How much time is left until then, in words: `30 days left`, `5 hours left`. */
export function timeLeft({ plain }: Speech, until: Date, now: Date): string {
  const ms = until.getTime() - now.getTime()
  if (ms > DAY_MS) return plain('left-days', { count: Math.ceil(ms / DAY_MS) })
  return ms > HOUR_MS ? plain('left-hours', { count: Math.ceil(ms / HOUR_MS) }) : plain('left-minutes')
}
