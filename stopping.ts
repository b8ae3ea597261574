import type { Logger } from 'pino'

/** Something that was started, and how to let go of it. */
export interface Started {
  what: string
  /** Finishes what is in hand; may be told how long that can take at most. */
  stop(graceMs: number): Promise<void>
}

/** Steps of a stop, in the order of the start; what stands in one step stops together. */
export type Steps = Started[][]

/**
 * Lets go of everything, what was started last first. A step that fails, or takes longer than its share of `graceMs`,
 * is logged and left: whatever it had in hand is safe to be killed, and comes again. Never rejects.
 */
export async function stopAll(steps: Steps, graceMs: number, logger: Logger): Promise<void> {
  const deadline = performance.now() + graceMs
  for (let step = steps.pop(); step; step = steps.pop()) {
    const ms = Math.max(0, Math.floor(deadline - performance.now() - steps.length * RESERVED_MS))
    await Promise.all(step.map(started => stopOne(started, ms, logger)))
  }
}

/** What each step below keeps for itself. */
const RESERVED_MS = 750
/** Between the end of waiting and the end of the step: to give back what was not finished. */
const FAREWELL_MS = 500

async function stopOne({ what, stop }: Started, ms: number, logger: Logger): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<'over'>()
  const timer = setTimeout(() => resolve('over'), ms)
  try {
    if ((await Promise.race([stop(Math.max(0, ms - FAREWELL_MS)), over])) === 'over')
      logger.warn({ what, ms }, 'not finished in time; left')
  } catch (error) {
    logger.error({ err: error, what }, 'did not stop well; left')
  } finally {
    clearTimeout(timer)
  }
}
