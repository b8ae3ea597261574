import type { Update } from '@grammyjs/types'
import { count, delayMs, draw, type FaultKind } from './faults.ts'
import { confirm, hold, holdPayment, pass } from './hold.ts'
import { subjectOf } from './line.ts'
import { isLost } from './loss.ts'
import { type Content, make } from './queue.ts'
import type { Held, Pending, Queue, Repeat, UpdateType } from './queue-state.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** How long Telegram keeps an update nobody asks for, in seconds. */
export const messageSeconds = 86_400
export const querySeconds = 150

const onRequestOnly: readonly UpdateType[] = ['chat_member', 'message_reaction', 'message_reaction_count']

/**
 * Queues an update for the bot with the next id, or later where a fault holds it back. Where the bot's
 * `allowed_updates` leave the type out, it is never made, as at Telegram.
 */
export function push(world: World, bot: Bot, content: Content, keepSeconds: number): void {
  if (!isAllowed(bot.queue, content) || isLost(world, content)) return
  const payer = payerOf(content)
  if (payer !== undefined && world.sheets.get(payer)?.holds_update) {
    holdPayment(bot, { content, expires: world.now().getTime() + keepSeconds * 1000 }, payer)
    return
  }
  const { faults } = world
  const strikes = (kind: FaultKind) => draw(faults, kind, subjectOf(bot, content))
  const [reorder, delay, duplicate] = [strikes('reorder'), strikes('delay'), strikes('duplicate')]
  const update: Held = { content, expires: world.now().getTime() + keepSeconds * 1000 }
  if (duplicate) update.repeat = repetition(duplicate.amount)
  if (reorder) {
    count(faults, 'reorder')
    hold(world, bot, { ...update, after: 1 + Math.floor(reorder.amount * 5) })
  } else if (delay) {
    count(faults, 'delay')
    hold(world, bot, update, delayMs(faults, delay))
  } else {
    make(world, bot, update)
    pass(world, bot)
  }
}

/** Puts an update into the queue as it is, whatever `allowed_updates` or an earlier confirmation say. */
export function insert(world: World, bot: Bot, content: Content & { update_id?: number }): Update {
  return make(world, bot, { content, expires: world.now().getTime() + messageSeconds * 1000 })
}

/** The updates from `offset` on; everything before it is confirmed and forgotten. */
export function take(world: World, bot: Bot, ask: { offset: number; limit: number }): Update[] {
  const { queue } = bot
  const now = world.now().getTime()
  // An offset far in the future is ignored, as TQueue does: a bot that comes back after its queue was renumbered.
  const offset = ask.offset > queue.nextId + 10 ? 0 : ask.offset
  if (offset < 0) queue.pending = new Set([...queue.pending].slice(offset))
  const batch: Update[] = []
  for (const entry of queue.pending) {
    if (batch.length === ask.limit) break
    if (entry.expires <= now) queue.pending.delete(entry)
    else if (isConfirmed(entry, offset)) confirm(world, bot, entry)
    else {
      if (entry.again) entry.again = 'handed'
      batch.push(entry.update)
    }
  }
  return batch
}

/** Applies a sticky `allowed_updates`: no list keeps the setting, nothing known in it is the default. */
export function allow(queue: Queue, list: unknown[] | undefined): void {
  if (!list?.every(type => typeof type === 'string')) return
  const names = new Set(list.map(type => type.toLowerCase()))
  const known = allTypes.filter(type => names.has(type))
  queue.allowed = known.length === 0 ? undefined : known
}

/** What waits for the bot, what a fault holds back included. */
export function pendingCount(world: World, bot: Bot): number {
  const now = world.now().getTime()
  let count = bot.queue.held.length
  for (const entry of bot.queue.pending) if (entry.expires > now) count++
  return count
}

function payerOf({ message }: Content): number | undefined {
  return message?.successful_payment ? message.from?.id : undefined
}

function isAllowed(queue: Queue, content: Content): boolean {
  const type = allTypes.find(candidate => candidate in content)
  if (type === undefined) return false
  return queue.allowed ? queue.allowed.includes(type) : !onRequestOnly.includes(type)
}

function isConfirmed(entry: Pending, offset: number): boolean {
  return offset > 0 && entry.update.update_id < offset && entry.again !== 'waiting'
}

/** How a struck update comes again: after a few others, one time in four under a fresh id. */
function repetition(amount: number): Repeat {
  return { fresh: amount < 0.25, after: 1 + Math.floor((amount * 100) % 6) }
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
