/** How long a purchase lasts: an ISO 8601 period in UTC, or for ever. */
export type Term = string | 'lifetime'

const PERIOD = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/

interface Parts {
  months: number
  days: number
}

/** Whether `text` is a period we sell: years, months, weeks and days, in all more than nothing. */
export function isPeriod(text: string): boolean {
  const parts = partsOf(text)
  return parts !== null && parts.months + parts.days > 0
}

/**
 * The instant one `period` after `start`. Months and years are calendar ones, clamped to the month's end
 * (31 January + P1M = 28 or 29 February); weeks and days are added after them. UTC throughout.
 */
export function addPeriod(start: Date, period: string): Date {
  const parts = partsOf(period)
  if (!parts) throw new Error(`not a period: ${period}`)
  const end = new Date(start)
  const day = end.getUTCDate()
  end.setUTCDate(1)
  end.setUTCMonth(end.getUTCMonth() + parts.months)
  end.setUTCDate(Math.min(day, daysInMonth(end)))
  end.setUTCDate(end.getUTCDate() + parts.days)
  return end
}

function partsOf(period: string): Parts | null {
  const match = PERIOD.exec(period)
  if (!match) return null
  const [years, months, weeks, days] = match.slice(1).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  return { months: years * 12 + months, days: weeks * 7 + days }
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}
