const MINUTE_MS = 60 * 1000

/** Nobody is woken from ten in the evening to nine in the morning. */
const NIGHT_FROM = 22 * 60
const MORNING = 9 * 60
const DAY = 24 * 60

/** When it is nine in the morning where it is night now; null: it is day there. */
export function morningAfter(now: Date, timeZone: string): Date | null {
  let morning: Date | null = null
  // A clock that is put back in that night makes the first guess too early, and the second right.
  for (let at = now; isNight(minuteOfDay(at, timeZone)); at = morning) {
    const minute = minuteOfDay(at, timeZone)
    const wholeMinutes = Math.floor(+at / MINUTE_MS)
    morning = new Date((wholeMinutes + ((MORNING - minute + DAY) % DAY)) * MINUTE_MS)
  }
  return morning
}

function isNight(minute: number): boolean {
  return minute >= NIGHT_FROM || minute < MORNING
}

/** A clock is dear to make, and there are few of them. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function minuteOfDay(at: Date, timeZone: string): number {
  const clock = clocks.get(timeZone) ?? clockIn(timeZone)
  clocks.set(timeZone, clock)
  const parts = clock.formatToParts(at)
  const value = (type: 'hour' | 'minute') => Number(parts.find(part => part.type === type)?.value)
  return value('hour') * 60 + value('minute')
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
