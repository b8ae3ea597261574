const day = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})

/** `minor` units of a currency, as `$19.00`. */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** A moment in seconds, as `Nov 21, 2026`. */
export function date(seconds: number): string {
  return day.format(seconds * 1000)
}

/** The same as `Billed monthly` or `Billed every 3 months`; `Paid once`. */
export function billed(recurring: { interval: string; interval_count: number } | null): string {
  if (recurring === null) return 'Paid once'
  const { interval, interval_count: count } = recurring
  if (count > 1) return `Billed ${every(recurring)}`
  return `Billed ${interval === 'day' ? 'daily' : `${interval}ly`}`
}

/** How often a price is due, as `per month` or `every 3 months`; '' for one that is paid once. */
export function every(recurring: { interval: string; interval_count: number } | null): string {
  if (recurring === null) return ''
  const { interval, interval_count: count } = recurring
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
}
