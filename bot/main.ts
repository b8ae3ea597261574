import { GrammyError } from 'grammy'
import { createBot } from './bot.ts'
import { registerCommands } from './commands.ts'
import type { BotDependencies } from './dependencies.ts'
import { metricsOn } from './metrics.ts'
import { createDuties } from './notices.ts'
import { persist } from './persist.ts'
import { type Polling, startPolling } from './polling.ts'
import { chosenOf, createTexts } from './texts.ts'
import { createTill } from './till.ts'

export interface RunningBot extends Polling {
  /** The bot's @name, without the @. */
  username: string
}

/**
 * Starts the bot by long polling: waits until Telegram answers, takes down a webhook that may be left over (keeping
 * what waits in it), and begins to carry out what the books owe, until they are closed. Rejects when Telegram does not
 * know the token.
 */
export async function startBot(dependencies: BotDependencies): Promise<RunningBot> {
  const { billing, logger, registry, now } = dependencies
  const texts = createTexts({ logger, strict: dependencies.strictTexts ?? false })
  const metrics = metricsOn(registry)
  const bot = createBot(dependencies)

  bot.botInfo = await persist(() => bot.api.getMe(), logger).catch(explainToken)
  await persist(() => bot.api.deleteWebhook(), logger)
  await registerCommands({ api: bot.api, texts, logger }, await adminMenus(dependencies))

  await billing.work(createDuties({ api: bot.api, texts, metrics, logger }))
  const till = createTill({ billing, metrics, logger, now })
  const polling = startPolling({ bot, till, metrics, logger })
  logger.info({ username: bot.botInfo.username }, 'bot started')

  return { username: bot.botInfo.username, ...polling }
}

async function adminMenus({ billing, adminIds }: BotDependencies) {
  const people = await Promise.all(adminIds.map(id => billing.findPeople(String(id))))
  return people
    .flat()
    .map(({ id, language }) => ({ chatId: id, isAdmin: true, language: chosenOf(language) }))
}

/** Telegram answers 401 to a token it revoked, 404 to one it never gave. */
function explainToken(error: unknown): never {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    throw new Error(`Telegram does not accept BOT_TOKEN: ${error.description}`, { cause: error })
  }
  throw error
}
