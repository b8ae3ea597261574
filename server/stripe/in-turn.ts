import type { Reconciled, ReconcileProgress } from '../../db/billing.ts'
import { unless } from './unless.ts'

export interface Run {
  /** Whoever waits for their turn is told how far the run before theirs got. */
  progress: ReconcileProgress
  signal: AbortSignal
  /** What moved since is left to its event, which is on its way; absent: nothing is. */
  leaveYoungerMs?: number
  /** See `Statement.unlisted`. */
  lookBackMs?: number
}

/** One run at a time, in the order they were asked for: each finds what happened before it was. */
export function inTurn(work: (run: Run) => Promise<Reconciled>): (run: Run) => Promise<Reconciled> {
  const watching = new Set<ReconcileProgress>()
  let last: Promise<void> = Promise.resolve()
  return async ({ progress, signal, ...rest }) => {
    const before = last
    const over = Promise.withResolvers<void>()
    last = before.then(() => over.promise)
    watching.add(progress)
    try {
      await unless(signal, before)
      return await work({ ...rest, progress: so => watching.forEach(tell => void tell(so)), signal })
    } finally {
      watching.delete(progress)
      over.resolve()
    }
  }
}
