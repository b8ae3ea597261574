import type { BotCard } from './dependencies.ts'
import { pause } from './pause.ts'
import { untilQuiet } from './quiet.ts'
import type { ReconcileDependencies } from './read-stars.ts'
import { reconcileStars } from './reconcile.ts'
import { trouble } from './trouble.ts'

/** By the clock we work by, which a demonstration turns; the machine's says how often we look at it. */
const PACE = { everyMs: 5 * 60 * 1000, lookMs: 5_000 }

/** What is younger has an update on its way, which knows more of it than the list of transactions. */
const ON_ITS_WAY_MS = 60 * 1000

/** After an outage the updates of all that time are on their way. One that is never answered does not keep the list closed. */
const PATIENCE_MS = 10 * 60 * 1000

/** What the last run went through need not be gone through again; days for what is told late. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000

interface KeepDependencies extends ReconcileDependencies {
  card: Pick<BotCard, 'reconcile'> | null
}

/**
 * Holds the books against every provider, at once and every five minutes, until told to stop; one that does not answer
 * holds up no other. Never rejects: what went wrong is tried again. For one process at a time.
 */
export async function keepReconciling(
  dependencies: KeepDependencies,
  stop: AbortSignal,
  { everyMs, lookMs } = PACE,
): Promise<void> {
  const { card, logger, now } = dependencies
  const run = { progress: () => {}, signal: stop, leaveYoungerMs: ON_ITS_WAY_MS, lookBackMs: LOOK_BACK_MS }
  await Promise.all([keep('stars', () => stars()), card && keep('card', () => card.reconcile(run))])

  async function stars() {
    await untilQuiet(dependencies, { signal: stop, patienceMs: PATIENCE_MS })
    return await reconcileStars(dependencies, run)
  }

  async function keep(rail: string, reconcile: () => Promise<unknown>): Promise<void> {
    while (!stop.aborted) {
      const startedAt = now()
      try {
        await reconcile()
      } catch (error) {
        if (!stop.aborted) logger.warn({ rail, ...trouble(error) }, 'not reconciled; it will be tried again')
      }
      do await pause(lookMs, stop)
      while (!stop.aborted && Math.abs(+now() - +startedAt) < everyMs)
    }
  }
}
