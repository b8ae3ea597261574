import { sequentialize } from '@grammyjs/runner'
import { Bot } from 'grammy'
import { account } from './account.ts'
import { acquaint } from './acquaint.ts'
import { admin } from './admin.ts'
import { boundary } from './boundary.ts'
import type { PersonContext } from './context.ts'
import { counting } from './counting.ts'
import type { BotDependencies } from './dependencies.ts'
import { groups } from './groups.ts'
import { metricsOn } from './metrics.ts'
import { patience } from './patience.ts'
import { payments } from './payments.ts'
import { shop } from './shop.ts'
import { support } from './support.ts'
import { createTexts } from './texts.ts'
import { createTill } from './till.ts'
import { unknown } from './unknown.ts'

/** Seconds a request to Telegram may take; a long poll takes 30. */
const REQUEST_SECONDS = 60

/**
 * The bot: its middleware stack, for polling and webhook mode alike. `handleUpdate` rejects only when an update carries
 * money that could not be booked; then the update must be delivered again (a webhook answers 5xx).
 */
export function createBot(dependencies: BotDependencies): Bot<PersonContext> {
  const { token, apiRoot, billing, logger, registry, now } = dependencies
  const texts = createTexts({ logger, strict: dependencies.strictTexts ?? false })
  const metrics = metricsOn(registry)
  const till = createTill({ billing, metrics, logger, now })

  const bot = new Bot<PersonContext>(token, { client: { apiRoot, timeoutSeconds: REQUEST_SECONDS } })
  bot.api.config.use(patience)
  bot.use(boundary({ texts, logger }))
  bot.use(counting(metrics))
  bot.use(payments({ billing, texts, till, metrics, logger }))
  bot.use(sequentialize(ctx => ctx.chat?.id.toString()))
  bot.use(groups())

  const privately = bot.chatType('private')
  privately.use(acquaint({ billing, texts }))
  privately.use(admin({ ...dependencies, api: bot.api, texts }))
  privately.use(shop({ billing, now }))
  privately.use(account({ ...dependencies, api: bot.api, texts }))
  privately.use(support(dependencies))
  privately.use(unknown())
  return bot
}
