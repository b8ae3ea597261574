import type { TestBooks } from './books.ts'

/** Of that day, in UTC. */
export const noon = (date: Date | number) => new Date(new Date(date).setUTCHours(12, 0, 0, 0))

/** What lets the time of these books go on to an instant, and has them look what it has brought. */
export function lapsingIn({ billing, clock }: TestBooks): (at: Date | number) => Promise<void> {
  return async at => {
    clock.advance(+at - +clock.now())
    await billing.lapse()
  }
}
