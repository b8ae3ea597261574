import type { Price } from '../state.ts'

interface Interval {
  interval: string
  interval_count: number
}

/** The first end of a period of this price that comes after `after`; periods are counted from the anchor, in seconds. */
export function periodEnd(price: Price, anchor: number, after: number): number {
  if (!price.recurring) throw new Error(`${price.id} is paid once`)
  let count = 1
  while (later(anchor, price.recurring, count) <= after) count++
  return later(anchor, price.recurring, count)
}

/** Counted from the anchor each time, so that a month's 31st comes back after a shorter month. */
function later(anchor: number, { interval, interval_count }: Interval, count: number): number {
  const steps = interval_count * count
  const from = new Date(anchor * 1000)
  switch (interval) {
    case 'day':
    case 'week':
      return anchor + steps * (interval === 'week' ? 7 : 1) * 24 * 60 * 60
    default: {
      const month = from.getUTCMonth() + steps * (interval === 'year' ? 12 : 1)
      const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
      const day = Math.min(from.getUTCDate(), last)
      const midnight = Date.UTC(from.getUTCFullYear(), month, day) / 1000
      return midnight + (anchor % (24 * 60 * 60))
    }
  }
}
