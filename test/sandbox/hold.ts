import { count } from './faults.ts'
import { make } from './queue.ts'
import type { Held, Pending } from './queue-state.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** Nothing is held for longer, however quiet it is. */
const longestHoldMs = 300

/** Keeps an update back until so many later ones were made, or its time is over: no fault loses one for good. */
export function hold(world: World, bot: Bot, held: Held, ms = longestHoldMs): void {
  bot.queue.held.push(held)
  const timer = setTimeout(() => {
    world.holds.delete(timer)
    release(world, bot, held)
  }, ms)
  world.holds.add(timer)
}

/** One more update was made: those that have waited for enough of them come now. */
export function pass(world: World, bot: Bot): void {
  for (const held of [...bot.queue.held])
    if (held.after !== undefined && --held.after <= 0) release(world, bot, held)
}

/** Keeps the update of a payment back until the payer's sheet is as usual again. */
export function holdPayment(bot: Bot, held: Held, payer: number): void {
  bot.queue.held.push({ ...held, payer })
}

/** The payments of this person that were kept back come now. */
export function releasePayments(world: World, bot: Bot, payer: number): void {
  for (const held of bot.queue.held.filter(each => each.payer === payer)) release(world, bot, held)
}

/** What faults keep back comes now. */
export function releaseFaults(world: World, bot: Bot): void {
  for (const held of bot.queue.held.filter(each => each.payer === undefined)) release(world, bot, held)
}

/** Everything held comes now. */
export function releaseAll(world: World, bot: Bot): void {
  for (const held of [...bot.queue.held]) release(world, bot, held)
}

/** The bot has confirmed the update: it is done with, unless a fault repeats it. */
export function confirm(world: World, bot: Bot, entry: Pending): void {
  bot.queue.pending.delete(entry)
  const { repeat, expires } = entry
  if (!repeat || !world.faults.faults.duplicate) return
  count(world.faults, 'duplicate')
  const { update_id, ...content } = entry.update
  const again = repeat.fresh ? content : { ...content, update_id }
  hold(world, bot, { content: again, expires, after: repeat.after })
}

function release(world: World, bot: Bot, held: Held): void {
  const at = bot.queue.held.indexOf(held)
  if (at < 0) return
  bot.queue.held.splice(at, 1)
  make(world, bot, held)
}
