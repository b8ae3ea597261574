import { type Api, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Leading } from '../db/billing.ts'
import { createApi } from './api.ts'
import { createBot } from './bot.ts'
import type { BotDependencies, BotParts } from './dependencies.ts'
import { keepReconciling } from './keep-reconciling.ts'
import { metricsOn } from './metrics.ts'
import { createDuties } from './notices.ts'
import { persist } from './persist.ts'
import { startPolling } from './polling.ts'
import { createReceiver, type WebhookReply } from './receiver.ts'
import { direct, registerMenus, type Updates } from './register.ts'
import { createTexts } from './texts.ts'
import { createTill } from './till.ts'
import { type Health, type Watch, watchTelegram } from './watch.ts'
import { within } from './within.ts'

export type { Updates } from './register.ts'

/** What this process does for the bot; several share a bot in webhook mode. */
export interface BotTasks {
  updates: Updates
  /** Tells Telegram the commands and where updates go, and carries out what the books owe: messages and refunds. */
  registers: boolean
  /** Takes updates itself. */
  receives: boolean
  /** Told as soon as updates can be handed in, which is before Telegram is asked to send any. */
  onReady?: (receive: RunningBot['receive']) => void
}

export interface RunningBot {
  /** The bot's @name, without the @. */
  username: string
  /**
   * Webhook mode: handles one update. Resolves when it may be confirmed with 200; the value, if any, is the Bot API
   * call to put into the reply. Rejects when money in it is not booked: answer 5xx.
   */
  receive(update: Update): Promise<WebhookReply | null>
  /** Takes nothing new, and finishes and confirms what is in hand; what takes longer than `graceMs` is left. */
  stop(graceMs?: number): Promise<void>
  /** Rejects when the bot cannot go on: the token was revoked, or polling has ended. Never resolves. */
  failed: Promise<never>
  /** How Telegram answers, for whoever watches. */
  health(): Health
}

const BY_ITSELF: BotTasks = { updates: { kind: 'polling' }, registers: true, receives: true }
const GRACE_MS = 10_000

/**
 * Starts what `tasks` asks for: waits until Telegram answers, begins to carry out what the books owe, until they are
 * closed, and has Telegram send updates here. For a webhook, `updates.address` must be served already. Rejects when
 * Telegram does not know the token, or keeps the webhook otherwise than it was told.
 */
export async function startBot(
  dependencies: BotDependencies,
  tasks: BotTasks = BY_ITSELF,
): Promise<RunningBot> {
  const { logger } = dependencies
  const watch = watchTelegram(logger)
  const stopping = new AbortController()
  const parts = assemble(dependencies, watch, stopping.signal)
  const bot = createBot(parts)
  bot.botInfo = await persist(() => bot.api.getMe(), logger).catch(explainToken)

  const { receive, finish } = createReceiver({ bot, logger })
  if (tasks.receives) tasks.onReady?.(receive)
  let reconciling: Leading | null = null
  if (tasks.registers) {
    const api = await beginDuties(parts)
    await direct(bot.api, tasks.updates, logger)
    reconciling = parts.billing.lead('reconciling', lost => keepReconciling({ ...parts, api }, lost))
    void registerMenus(bot.api, parts, stopping.signal)
  }
  const leave = async (graceMs = GRACE_MS) => reconciling && (await within(graceMs, reconciling.stop()))
  const { username } = bot.botInfo
  logger.info({ username, updates: tasks.updates.kind }, 'bot started')

  if (tasks.updates.kind === 'webhook' || !tasks.receives)
    return {
      username,
      receive,
      async stop(graceMs = GRACE_MS) {
        stopping.abort()
        await Promise.all([finish(graceMs), leave(graceMs)])
      },
      failed: watch.revoked,
      health: watch.health,
    }
  const polling = startPolling({ bot, ...parts })
  const failed = Promise.race([polling.failed, watch.revoked])
  async function stop(graceMs?: number): Promise<void> {
    stopping.abort()
    await Promise.all([polling.stop(graceMs), leave(graceMs)])
  }
  return { username, receive, stop, failed, health: polling.health }
}

/** Made once for one bot. */
function assemble(
  dependencies: BotDependencies,
  { onRevoked, onAnswer }: Watch,
  stopping: AbortSignal,
): BotParts {
  const { billing, logger, registry, now, strictTexts } = dependencies
  const metrics = metricsOn(registry)
  const texts = createTexts({ logger, strict: strictTexts ?? false })
  const till = createTill({ billing, metrics, logger, now })
  return { ...dependencies, texts, metrics, till, onRevoked, onAnswer, stopping }
}

/**
 * What the books owe is carried out until they are closed, on a line of its own that never waits: a job that meets a 429
 * is done later, and holds up no other.
 */
async function beginDuties(parts: BotParts): Promise<Api> {
  const api = createApi({ ...parts, patient: false })
  await parts.billing.work(createDuties({ ...parts, api }))
  return api
}

/** Telegram answers 401 to a token it revoked, 404 to one it never gave. */
function explainToken(error: unknown): never {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    throw new Error(`Telegram does not accept BOT_TOKEN: ${error.description}`, { cause: error })
  }
  throw error
}
