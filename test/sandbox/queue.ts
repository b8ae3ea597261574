import type { Update } from '@grammyjs/types'
import type { Held, Pending, Queue } from './queue-state.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** An update before it has its id. */
export type Content = Omit<Update, 'update_id'>

const historyLimit = 20_000

/** Puts an update into the bot's queue, with the next id or, where it has one, its own, and lets it be fetched. */
export function make(world: World, bot: Bot, { content, expires, repeat }: Omit<Held, 'after'>): Update {
  const { queue } = bot
  const { update_id = queue.nextId, ...rest } = content
  const known = update_id < queue.nextId
  const update: Update = { update_id, ...rest }
  queue.nextId = Math.max(queue.nextId, update_id + 1)
  const again = known ? { again: 'waiting' as const } : {}
  const entry: Pending = { update, expires, ...again, ...(repeat ? { repeat } : {}) }
  if (known) insertInOrder(queue, entry)
  else queue.pending.add(entry)
  remember(world, bot, update)
  world.pollers.get(bot.user.id)?.wake()
  world.deliveries.get(bot.user.id)?.add(entry)
  return update
}

function insertInOrder(queue: Queue, entry: Pending): void {
  const all = [...queue.pending]
  const later = all.findIndex(each => each.update.update_id > entry.update.update_id)
  queue.pending = new Set(all.toSpliced(later < 0 ? all.length : later, 0, entry))
}

function remember(world: World, bot: Bot, update: Update): void {
  const history = world.history.get(bot.user.id) ?? []
  world.history.set(bot.user.id, history)
  history.push(update)
  if (history.length > historyLimit) history.splice(0, historyLimit / 2)
}
