import { t } from '../texts.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How much time is left until then, in words: `30 days left`, `5 hours left`. */
export function timeLeft(until: string, now: Date): string {
  const ms = Date.parse(until) - now.getTime()
  if (ms > DAY_MS) return t('left-days', { count: Math.ceil(ms / DAY_MS) })
  return ms > HOUR_MS ? t('left-hours', { count: Math.ceil(ms / HOUR_MS) }) : t('left-minutes')
}
