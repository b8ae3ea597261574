import type { Update } from '@grammyjs/types'
import type { Call } from './call.ts'
import { Refusal } from './refusal.ts'
import { allow, take } from './updates.ts'
import type { Poller, World } from './world.ts'

const longestPollSeconds = 50

/**
 * getUpdates. Answers at once when something waits, else holds on for up to `timeout` seconds; a poll that
 * starts to wait ends an earlier one that still does with 409, as the real server does.
 */
export async function getUpdates(call: Call): Promise<Update[]> {
  const { world, bot, params } = call
  if (bot.webhook)
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  const ask = { offset: params.integer('offset', 0), limit: params.integer('limit', 100, 1, 100) }
  const timeout = params.integer('timeout', 0, 0, longestPollSeconds)
  if (timeout > 0) world.polled.set(bot.user.id, performance.now())
  allow(bot.queue, params.list('allowed_updates'))
  const ready = take(world, bot, ask)
  if (ready.length > 0 || timeout === 0) return ready
  endPoll(
    world,
    bot.user.id,
    'terminated by other getUpdates request; make sure that only one bot instance is running',
  )
  await woken(call, timeout)
  // Only the offset of this poll confirms: taking again must not forget what has come since for a negative one.
  return take(world, bot, { ...ask, offset: Math.max(ask.offset, 0) })
}

/** Ends the bot's waiting poll, if there is one, with 409 and this reason. */
export function endPoll(world: World, botId: number, reason: string): void {
  world.pollers.get(botId)?.refuse(conflict(reason))
}

function woken({ world, bot, gone }: Call, timeoutSeconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(timer)
      gone.removeEventListener('abort', wake)
      if (world.pollers.get(bot.user.id) === poller) world.pollers.delete(bot.user.id)
      settle()
    }
    const wake = () => done(resolve)
    const poller: Poller = { wake, refuse: refusal => done(() => reject(refusal)) }
    const timer = setTimeout(wake, timeoutSeconds * 1000)
    gone.addEventListener('abort', wake)
    world.pollers.set(bot.user.id, poller)
  })
}

function conflict(reason: string): Refusal {
  return new Refusal(409, `Conflict: ${reason}`)
}
