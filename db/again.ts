import { isOutage } from './outage.ts'
import { pause } from './pause.ts'

/** A crashed Postgres is back within that. */
const PATIENCE_MS = 5_000
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 1_000

/**
 * Does work again while the database cannot be reached, after growing pauses, for about `patienceMs`; `onWaiting` is
 * told once. Only for work that is done once however often it is asked for: where the answer to its commit was lost,
 * the first time counts already.
 */
export async function again<T>(
  work: () => Promise<T>,
  { patienceMs = PATIENCE_MS, onWaiting }: { patienceMs?: number; onWaiting?: () => void } = {},
): Promise<T> {
  const began = performance.now()
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error) || performance.now() - began >= patienceMs) throw error
      if (waitMs === FIRST_WAIT_MS) onWaiting?.()
      await pause(waitMs)
    }
  }
}
