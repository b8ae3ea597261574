import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner'
import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { PersonContext } from './context.ts'
import { Intake, whyPollingEnded } from './intake.ts'
import type { Metrics } from './metrics.ts'
import { pause } from './pause.ts'
import type { Till } from './till.ts'
import { trouble } from './trouble.ts'

/** How long a stop waits for what is in hand. */
const GRACE_MS = 10_000

/** Updates handled at the same time; beyond that no new ones are fetched. */
const CONCURRENCY = 500

export interface Polling {
  /** Stops fetching, finishes what is in hand, confirms what is done, and only that. */
  stop(): Promise<void>
  /** Rejects when polling cannot go on: the token was revoked (401), or somebody else polls (409). Never resolves. */
  failed: Promise<never>
  /** How Telegram answers, for whoever watches. */
  health(): 'ok' | 'trouble'
}

interface PollingDependencies {
  bot: Bot<PersonContext>
  till: Till
  metrics: Metrics
  logger: Logger
}

/** Long polling on grammY's runner, fed by a source that confirms no money before it is booked. */
export function startPolling({ bot, till, metrics, logger }: PollingDependencies): Polling {
  const intake = new Intake({ api: bot.api, till, metrics, logger })
  const inHand = new Set<Promise<void>>()
  const sink = createConcurrentSink<Update>({ consume }, report, { concurrency: CONCURRENCY })
  const runner = createRunner(createSource(intake), sink)

  async function consume(update: Update): Promise<void> {
    const handled = bot.handleUpdate(update)
    inHand.add(handled)
    await handled.finally(() => inHand.delete(handled))
  }

  async function report(error: unknown): Promise<void> {
    logger.error(trouble(error), 'update failed')
  }

  async function stop(): Promise<void> {
    await runner.stop()
    await Promise.race([Promise.allSettled(inHand), pause(GRACE_MS)])
    await intake.close(GRACE_MS)
  }

  runner.start()
  return { stop, failed: untilItFails(runner.task(), logger), health: intake.health }
}

async function untilItFails(task: Promise<void> | undefined, logger: Logger): Promise<never> {
  try {
    await task
  } catch (error) {
    logger.fatal(trouble(error), whyPollingEnded(error) ?? 'polling ended')
    throw error
  }
  return new Promise(() => undefined)
}
