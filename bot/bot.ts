import { sequentialize } from '@grammyjs/runner'
import { Bot } from 'grammy'
import { account } from './account.ts'
import { acquaint } from './acquaint.ts'
import { admin } from './admin.ts'
import { clientOf, mannersOf } from './api.ts'
import { app } from './app.ts'
import { boundary } from './boundary.ts'
import { calm } from './calm.ts'
import type { PersonContext } from './context.ts'
import { counting } from './counting.ts'
import type { BotParts } from './dependencies.ts'
import { forget } from './forget.ts'
import { groups } from './groups.ts'
import { ownMenus } from './own-menus.ts'
import { payments } from './payments.ts'
import { shop } from './shop.ts'
import { support } from './support.ts'
import { unknown } from './unknown.ts'

/**
 * The bot: its middleware stack, for polling and webhook mode alike. `handleUpdate` rejects only when an update carries
 * money that could not be booked; then the update must be delivered again (a webhook answers 5xx).
 */
export function createBot(parts: BotParts): Bot<PersonContext> {
  const { token, billing, logger, texts, metrics, till } = parts
  const bot = new Bot<PersonContext>(token, { client: { ...clientOf(parts), canUseWebhookReply } })
  bot.api.config.use(...mannersOf({ ...parts, patient: true }))
  bot.use(boundary({ texts, logger }))
  bot.use(counting(metrics))
  bot.use(payments({ billing, texts, till, metrics, logger }))
  bot.use(calm(logger))
  bot.use(sequentialize(ctx => ctx.chat?.id.toString()))
  bot.use(groups(parts))

  const privately = bot.chatType('private')
  privately.use(acquaint({ billing, texts }))
  privately.use(ownMenus({ ...parts, api: bot.api }))
  privately.use(admin(parts))
  // Before the shop: it answers some deep links.
  privately.use(support(parts))
  privately.use(shop(parts))
  privately.use(account({ ...parts, api: bot.api }))
  privately.use(forget(parts))
  privately.use(app(parts))
  privately.use(unknown())
  return bot
}

/** What may go into the reply to an update: what is urgent, and whose result nobody needs. */
function canUseWebhookReply(method: string): boolean {
  return method === 'answerPreCheckoutQuery'
}
