import { isOutage } from '../db/billing.ts'
import { enterCharge, enterRefund } from './enter.ts'
import type { ReconcileDependencies } from './read-stars.ts'
import type { StarLine } from './star-line.ts'
import { trouble } from './trouble.ts'

export interface Booked {
  /** How many were news to the books. */
  repaired: number
  /** Lines that are not booked, and why not. */
  failures: Map<StarLine, unknown>
}

/**
 * Books what these lines tell: of one person in their order, for what a payment buys depends on what is held and what
 * went back before it; of different people together. Rejects where the database is away; any other failure is of the
 * line, and of what comes after it for the same person.
 */
export async function bookLines(
  { billing, metrics, logger }: Omit<ReconcileDependencies, 'api' | 'now'>,
  lines: StarLine[],
): Promise<Booked> {
  const booked: Booked = { repaired: 0, failures: new Map() }
  const log = logger.child({ from: 'statement' })
  const byPayer = Map.groupBy(lines, ({ charge }) => charge?.payerId)
  await Promise.all(byPayer.values().map(bookInOrder))
  for (const error of booked.failures.values()) if (isOutage(error)) throw error
  return booked

  async function bookInOrder(theirs: StarLine[]): Promise<void> {
    for (const [index, line] of theirs.entries()) {
      try {
        if (await enter(line)) booked.repaired++
      } catch (error) {
        log.error({ charge: line.chargeId, ...trouble(error) }, 'not booked; it will be tried again')
        for (const left of theirs.slice(index)) booked.failures.set(left, error)
        return
      }
    }
  }

  async function enter({ direction, charge, at }: StarLine): Promise<boolean> {
    if (charge === null) return false
    const desk = { billing, metrics, logger: log }
    const isNews = await (direction === 'in'
      ? enterCharge(desk, charge)
      : enterRefund(desk, { charge, refundedAt: at }))
    if (isNews) metrics.repaired()
    return isNews
  }
}
