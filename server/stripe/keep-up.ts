import { setTimeout } from 'node:timers/promises'
import { catchUp } from './catch-up.ts'
import type { Desk } from './reading.ts'
import { isStripe, report } from './trouble.ts'

/** How often; and how soon after a failure at first, in milliseconds. */
const PACE = { everyMs: 5 * 60 * 1000, retryMs: 1000 }

/**
 * Catches up with Stripe at once and every five minutes, until the signal is raised; what failed is soon tried again,
 * at longer and longer intervals. Never rejects: trouble is logged. For one process at a time.
 */
export async function keepUp(desk: Desk, signal: AbortSignal, pace = PACE): Promise<void> {
  for (let { retryMs } = pace; !signal.aborted; ) {
    const isDone = await tryTo(desk, signal)
    await pause(isDone ? pace.everyMs : retryMs, signal)
    retryMs = isDone ? pace.retryMs : Math.min(retryMs * 2, pace.everyMs)
  }
}

async function tryTo(desk: Desk, signal: AbortSignal): Promise<boolean> {
  try {
    await catchUp(desk, signal)
    return true
  } catch (error) {
    if (signal.aborted) return false
    const what = 'what it did meanwhile could not be read; it is tried again'
    if (isStripe(error)) report(desk.logger, error, what)
    else desk.logger.error({ err: error }, `catching up with Stripe: ${what}`)
    return false
  }
}

/** The only error there is says that the signal was raised. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
