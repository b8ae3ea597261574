import { days } from './books.ts'

export const GRACE_DAYS = 3

/** A period as its provider dates it, and since when which cause closes it. */
interface Period {
  chargeId: string
  startsAt: number
  endsAt: number
  closed: Map<string, number>
}

/** What a subscription opens, said without grants: its periods as they were paid, on a calendar. */
export class Club {
  renews = true
  readonly #periods: Period[] = []

  /** Where the next period begins; null: at once. */
  endsAt(): number | null {
    return this.#periods.at(-1)?.endsAt ?? null
  }

  pay(chargeId: string, startsAt: number, endsAt: number): void {
    this.#periods.push({ chargeId, startsAt, endsAt, closed: new Map() })
  }

  close(chargeId: string, cause: string, at: number): void {
    const closed = this.#periods.find(period => period.chargeId === chargeId)?.closed
    if (closed && !closed.has(cause)) closed.set(cause, at)
  }

  reopen(chargeId: string, cause: string): void {
    this.#periods.find(period => period.chargeId === chargeId)?.closed.delete(cause)
  }

  /** Until when it is open at this moment; null: it is not. */
  openUntil(now: number): Date | null {
    const spans = this.#periods.map(openOf)
    const inside = spans.findLast(({ from, to }) => from <= now && now < to)
    if (!inside) return this.#inGraceSince(now)
    return new Date(spans.reduce((end, { from, to }) => (from <= end && end < to ? to : end), inside.to))
  }

  /** The last period ran its course, nothing closes it, and the next is awaited. */
  #inGraceSince(now: number): Date | null {
    const last = this.#periods.at(-1)
    if (!this.renews || !last || last.startsAt > now || last.closed.size > 0) return null
    return now < last.endsAt + days(GRACE_DAYS) ? new Date(last.endsAt) : null
  }
}

function openOf({ startsAt, endsAt, closed }: Period): { from: number; to: number } {
  return { from: startsAt, to: Math.min(endsAt, Math.max(startsAt, Math.min(...closed.values()))) }
}
