import { isOutage } from './outage.ts'
import { pause } from './pause.ts'

/** About five seconds all told: a crashed Postgres is back within them. */
const WAITS_MS = [100, 300, 600, 1_200, 2_400]

/**
 * Does work again while the database cannot be reached. Only for work that is done once however often it is asked for:
 * where the answer to its commit was lost, the first time counts already.
 */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error)) throw error
      await pause(waitMs)
    }
  }
  return await work()
}
