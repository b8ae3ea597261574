import { randomBytes } from 'node:crypto'
import { Refusal } from './refusal.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** The bot's owner asks BotFather for another token: the old one ends at once, and the webhook that was its with it. */
export function revokeToken(world: World, bot: Bot): string {
  bot.revoked.push(bot.token)
  bot.token = `${bot.user.id}:${randomBytes(26).toString('base64url')}`
  bot.webhook = null
  world.deliver(bot)
  world.pollers.get(bot.user.id)?.refuse(new Refusal(401, 'Unauthorized'))
  return bot.token
}
