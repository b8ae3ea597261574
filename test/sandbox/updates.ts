import type { Update } from '@grammyjs/types'
import type { Bot, Pending, Queue, UpdateType } from './state.ts'
import type { World } from './world.ts'

/** An update before it has its id. */
export type Content = Omit<Update, 'update_id'>

/** How long Telegram keeps an update nobody asks for, in seconds. */
export const messageSeconds = 86_400
export const querySeconds = 150

const historyLimit = 20_000
const onRequestOnly: readonly UpdateType[] = ['chat_member', 'message_reaction', 'message_reaction_count']

/**
 * Queues an update for the bot with the next id. Returns null where the bot's `allowed_updates`
 * leave the type out: such an update is never made, as at Telegram.
 */
export function push(world: World, bot: Bot, content: Content, keepSeconds: number): Update | null {
  if (!isAllowed(bot.queue, content)) return null
  const update: Update = { update_id: bot.queue.nextId++, ...content }
  enqueue(world, bot, { update, expires: world.now().getTime() + keepSeconds * 1000 })
  return update
}

/** Puts an update into the queue as it is, whatever `allowed_updates` or an earlier confirmation say. */
export function insert(world: World, bot: Bot, content: Content & { update_id?: number }): Update {
  const known = content.update_id !== undefined && content.update_id < bot.queue.nextId
  const update: Update = { ...content, update_id: content.update_id ?? bot.queue.nextId }
  bot.queue.nextId = Math.max(bot.queue.nextId, update.update_id + 1)
  const expires = world.now().getTime() + messageSeconds * 1000
  enqueue(world, bot, known ? { update, expires, again: 'waiting' } : { update, expires })
  return update
}

/** The updates from `offset` on; everything before it is confirmed and forgotten. */
export function take(world: World, bot: Bot, ask: { offset: number; limit: number }): Update[] {
  const { queue } = bot
  const now = world.now().getTime()
  // An offset far in the future is ignored, as TQueue does: a bot that comes back after its queue was renumbered.
  const offset = ask.offset > queue.nextId + 10 ? 0 : ask.offset
  if (offset < 0) queue.pending = queue.pending.slice(offset)
  if (queue.pending.length > 0) queue.pending = queue.pending.filter(entry => stays(entry, offset, now))
  const batch = queue.pending.slice(0, ask.limit)
  for (const entry of batch) if (entry.again) entry.again = 'handed'
  return batch.map(entry => entry.update)
}

/** Applies a sticky `allowed_updates`: no list keeps the setting, nothing known in it is the default. */
export function allow(queue: Queue, list: unknown[] | undefined): void {
  if (!list?.every(type => typeof type === 'string')) return
  const names = new Set(list.map(type => type.toLowerCase()))
  const known = allTypes.filter(type => names.has(type))
  queue.allowed = known.length === 0 ? undefined : known
}

export function pendingCount(world: World, bot: Bot): number {
  const now = world.now().getTime()
  return bot.queue.pending.filter(entry => entry.expires > now).length
}

function isAllowed(queue: Queue, content: Content): boolean {
  const type = allTypes.find(candidate => candidate in content)
  if (type === undefined) return false
  return queue.allowed ? queue.allowed.includes(type) : !onRequestOnly.includes(type)
}

function enqueue(world: World, bot: Bot, entry: Pending): void {
  const { pending } = bot.queue
  const last = pending.at(-1)
  if (last === undefined || last.update.update_id <= entry.update.update_id) pending.push(entry)
  else
    pending.splice(
      pending.findIndex(each => each.update.update_id > entry.update.update_id),
      0,
      entry,
    )
  const history = world.history.get(bot.user.id) ?? []
  world.history.set(bot.user.id, history)
  history.push(entry.update)
  if (history.length > historyLimit) history.splice(0, historyLimit / 2)
  world.pollers.get(bot.user.id)?.wake()
}

function stays(entry: Pending, offset: number, now: number): boolean {
  if (entry.expires <= now) return false
  return offset <= 0 || entry.update.update_id >= offset || entry.again === 'waiting'
}

// A record, so that the compiler notices a type of update that is missing here.
const types: Record<UpdateType, true> = {
  message: true,
  edited_message: true,
  channel_post: true,
  edited_channel_post: true,
  business_connection: true,
  business_message: true,
  edited_business_message: true,
  deleted_business_messages: true,
  guest_message: true,
  stopped_message_generation: true,
  message_reaction: true,
  message_reaction_count: true,
  inline_query: true,
  chosen_inline_result: true,
  callback_query: true,
  shipping_query: true,
  pre_checkout_query: true,
  purchased_paid_media: true,
  poll: true,
  poll_answer: true,
  my_chat_member: true,
  chat_member: true,
  chat_join_request: true,
  chat_boost: true,
  removed_chat_boost: true,
  managed_bot: true,
  subscription: true,
}

const allTypes = Object.keys(types).filter((type): type is UpdateType => type in types)
