import { isOutage } from './outage.ts'
import { pause } from './pause.ts'

const TRY_AGAIN_MS = 500

/** Does what needs the database, as soon as it is there: one that still starts, or comes back, is waited for. */
export async function whenThere<T>(
  work: () => Promise<T>,
  { patienceMs, onWaiting }: { patienceMs: number; onWaiting: () => void },
): Promise<T> {
  const began = performance.now()
  for (let told = false; ; told = true) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error) || performance.now() - began >= patienceMs) throw error
      if (!told) onWaiting()
      await pause(TRY_AGAIN_MS)
    }
  }
}
