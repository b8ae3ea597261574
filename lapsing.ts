import type { Logger } from 'pino'
import type { Billing } from './db/billing.ts'
import { pause } from './db/pause.ts'

interface Watch {
  billing: Pick<Billing, 'lapse'>
  logger: Logger
  /** The clock that time is read from; it may be turned. */
  now: () => Date
}

/** How often what time has brought is looked for, by that clock; and how often the clock is looked at. */
const PACE = { everyMs: 10_000, lookMs: 500 }

/**
 * Looks for what has ended or will soon, at once and every ten seconds of the clock given, so that one turned a month
 * ahead is seen at once; until the signal is raised. Never rejects: trouble is logged, and the next round is another try.
 * For one process at a time; access does not wait for it.
 */
export async function keepLapsing(
  { billing, logger, now }: Watch,
  signal: AbortSignal,
  pace = PACE,
): Promise<void> {
  for (let last = Number.NEGATIVE_INFINITY; !signal.aborted; await pause(pace.lookMs, signal)) {
    const at = +now()
    if (Math.abs(at - last) < pace.everyMs) continue
    last = at
    try {
      const done = await billing.lapse()
      if (done === 0) continue
      logger.info({ done }, 'what time has brought is seen to')
      // There may be more.
      last = Number.NEGATIVE_INFINITY
    } catch (error) {
      if (!signal.aborted) logger.error({ err: error }, 'looking for what has ended: it is tried again')
    }
  }
}
