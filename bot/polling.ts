import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner'
import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { Billing } from '../db/billing.ts'
import type { PersonContext } from './context.ts'
import { Intake, NotLeading, whyPollingEnded } from './intake.ts'
import type { Metrics } from './metrics.ts'
import type { Till } from './till.ts'
import { trouble } from './trouble.ts'
import { within } from './within.ts'

/** How long a stop may take, all told. */
const GRACE_MS = 8_000

/** How long somebody else may poll with our token before we give up. */
const CONFLICT_MS = 10_000

/** Updates handled at the same time; beyond that no new ones are fetched. */
const CONCURRENCY = 500

export interface Polling {
  /** Stops fetching, finishes what is in hand, confirms what is done, and only that; returns within `graceMs`. */
  stop(graceMs?: number): Promise<void>
  /** Rejects when polling cannot go on: the token was revoked (401), or strangers poll with it (409). Never resolves. */
  failed: Promise<never>
  /** How Telegram answers, for whoever watches; a process that waits for its turn to poll is well. */
  health(): 'ok' | 'trouble'
}

interface PollingDependencies {
  bot: Bot<PersonContext>
  till: Till
  billing: Pick<Billing, 'lead'>
  metrics: Metrics
  logger: Logger
  conflictMs?: number
}

/**
 * Long polling on grammY's runner, fed by a source that confirms no money before it is booked. Of all processes that
 * share the database one polls; the others wait, and take over when it stops, dies or freezes.
 */
export function startPolling(dependencies: PollingDependencies): Polling {
  const { bot, till, billing, metrics, logger, conflictMs = CONFLICT_MS } = dependencies
  const inHand = new Set<Promise<void>>()
  const sink = createConcurrentSink<Update>({ consume }, report, { concurrency: CONCURRENCY })
  let grace = GRACE_MS

  const leading = billing.lead('polling', poll)
  const intake = new Intake({ api: bot.api, till, metrics, logger, lead: leading, conflictMs })

  async function poll(over: AbortSignal): Promise<void> {
    if (over.aborted) return
    intake.rewind()
    const runner = createRunner(createSource(intake), sink)
    over.addEventListener('abort', () => void runner.stop())
    runner.start()
    try {
      await runner.task()
    } catch (error) {
      if (!(error instanceof NotLeading)) throw error
    } finally {
      await within(grace / 2, Promise.allSettled(inHand))
      await intake.close(grace / 4)
    }
  }

  async function consume(update: Update): Promise<void> {
    const handled = bot.handleUpdate(update)
    inHand.add(handled)
    await handled.finally(() => inHand.delete(handled))
  }

  async function report(error: unknown): Promise<void> {
    logger.error(trouble(error), 'update failed')
  }

  leading.failed.catch((error: unknown) => {
    logger.fatal(trouble(error), whyPollingEnded(error) ?? 'polling ended')
  })
  return {
    async stop(graceMs = GRACE_MS) {
      grace = graceMs
      await within(graceMs, leading.stop())
    },
    failed: leading.failed,
    health: () => (leading.leads() ? intake.health() : 'ok'),
  }
}
