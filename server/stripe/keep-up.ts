import { setTimeout } from 'node:timers/promises'
import type { Reconciled } from '../../db/billing.ts'
import type { Run } from './in-turn.ts'
import type { Desk } from './reading.ts'
import { isStripe, report } from './trouble.ts'

/** How often; and how soon after a failure at first, in milliseconds. */
const PACE = { everyMs: 5 * 60 * 1000, retryMs: 1000 }

/** What is younger has an event on its way. */
const ON_ITS_WAY_MS = 60 * 1000

/** As in `bot/keep-reconciling.ts`. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000

interface Keeper extends Pick<Desk, 'billing' | 'logger' | 'now'> {
  reconcile(run: Run): Promise<Reconciled>
}

/**
 * Reconciles with Stripe at once and every five minutes, until the signal is raised; what failed is soon tried again,
 * at longer and longer intervals. Where another process did it meanwhile, as one with the bot does, a round is left out.
 * Never rejects: trouble is logged. For one process at a time.
 */
export async function keepUp(keeper: Keeper, signal: AbortSignal, pace = PACE): Promise<void> {
  let own: Date | null = null
  let isFirst = true
  for (let { retryMs } = pace; !signal.aborted; ) {
    const isDone = await tryTo(round)
    await pause(isDone ? pace.everyMs : retryMs, signal)
    retryMs = isDone ? pace.retryMs : Math.min(retryMs * 2, pace.everyMs)
  }

  async function round(): Promise<void> {
    const { billing, now, reconcile } = keeper
    const last = await billing.statement.finishedAt('card')
    const age = last ? +now() - +last : Infinity
    const byAnother = last !== null && +last !== (own ? +own : null)
    if (!isFirst && byAnother && age >= 0 && age < pace.everyMs) return
    await reconcile({
      ...{ progress: () => {}, signal },
      ...{ leaveYoungerMs: ON_ITS_WAY_MS, lookBackMs: LOOK_BACK_MS },
    })
    isFirst = false
    own = await billing.statement.finishedAt('card')
  }

  async function tryTo(what: () => Promise<void>): Promise<boolean> {
    try {
      await what()
      return true
    } catch (error) {
      if (signal.aborted) return false
      const trouble = 'what it did meanwhile could not be read; it is tried again'
      if (isStripe(error)) report(keeper.logger, error, trouble)
      else keeper.logger.error({ err: error }, `catching up with Stripe: ${trouble}`)
      return false
    }
  }
}

/** The only error there is says that the signal was raised. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
