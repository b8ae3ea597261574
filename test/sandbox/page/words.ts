import type { User } from '@grammyjs/types'

const number = new Intl.NumberFormat('en')
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const languages = new Intl.DisplayNames('en', { type: 'language' })

export const nameOf = (user: User) => [user.first_name, user.last_name].filter(Boolean).join(' ')
export const amount = (stars: number) => number.format(stars)
export const stars = (count: number) => `${amount(count)} ${count === 1 ? 'Star' : 'Stars'}`
/** Times are Unix seconds, as Telegram sends them. */
export const timeOf = (date: number) => clock.format(date * 1000)
export const dateOf = (date: number) => dayAndYear.format(date * 1000)
export const dateAndTime = (date: number) => `${dayAndYear.format(date * 1000)}, ${timeOf(date)}`

export function languageOf(user: User): string {
  return (user.language_code && languages.of(user.language_code)) || 'no language'
}

export function dayOf(date: number, now: number): string {
  const days = daysBetween(date, now)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return new Date(date * 1000).getFullYear() === new Date(now * 1000).getFullYear()
    ? day.format(date * 1000)
    : dayAndYear.format(date * 1000)
}

/** As in a list of chats: the time today, the weekday this week, else the date. */
export function shortDate(date: number, now: number): string {
  const days = daysBetween(date, now)
  if (days === 0) return timeOf(date)
  return days > 0 && days < 7 ? weekday.format(date * 1000) : day.format(date * 1000)
}

function daysBetween(date: number, now: number): number {
  const midnight = (at: number) => new Date(at * 1000).setHours(0, 0, 0, 0)
  return Math.round((midnight(now) - midnight(date)) / 86_400_000)
}
