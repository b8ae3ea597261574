import { setTimeout as pause } from 'node:timers/promises'
import type { Gauge } from './gauge.ts'

/** Charges that may be ahead of the books; so a process that was started again gets to work before the next kill. */
const AHEAD = 50
/** What the books have not taken while nothing was booked for so long is lost, and not waited for any more. */
const PATIENCE_MS = 20_000

/** Lets payments through as fast as the books take them, and not at all while they take none. */
export function gateOf(gauge: Gauge, made: () => number): (signal: AbortSignal) => Promise<void> {
  let givenUp = 0
  let seen = 0
  let movedAt = Date.now()
  return async signal => {
    while (true) {
      signal.throwIfAborted()
      const { booked } = gauge.reading()
      const ahead = made() - booked - givenUp
      if (booked !== seen || ahead <= AHEAD) movedAt = Date.now()
      seen = booked
      if (ahead <= AHEAD) return
      if (Date.now() - movedAt > PATIENCE_MS) givenUp = made() - booked
      await pause(50, undefined, { signal })
    }
  }
}
