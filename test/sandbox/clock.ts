import { setTimeout as sleep } from 'node:timers/promises'
import { happenUpTo, nextMoment } from './due.ts'
import type { Bot } from './state.ts'
import { listeners, taken } from './taken.ts'
import { seconds, type World } from './world.ts'

/** How long the clock waits at a stop for the app to take what it was told there. */
const patienceMs = 5000
const dayMs = 86_400_000

/**
 * Turns the clock of Telegram and Stripe forward. It stops wherever something of theirs falls due, at that very
 * moment, and goes on when the app has been told of it. With `pauseMs` it stops at every noon too, and pauses at each
 * stop for so long by the real time, so that an app that looks at the clock sees the days go by.
 */
export async function turnClock(world: World, ms: number, pauseMs?: number): Promise<void> {
  const given: Set<Bot> = new Set()
  await told(world, given)
  const { state } = world
  const target = state.clockOffsetMs + ms
  do {
    // Real time goes on meanwhile: the clock is never turned back.
    const wait = Math.max(0, nextStop(world, pauseMs !== undefined) - world.now().getTime())
    state.clockOffsetMs = Math.min(target, state.clockOffsetMs + wait)
    await happenUpTo(world, seconds(world.now()))
    if (state.clockOffsetMs === target) world.webhooks.wake()
    await told(world, given)
    if (pauseMs !== undefined) await sleep(pauseMs)
  } while (state.clockOffsetMs < target)
}

function nextStop(world: World, atNoon: boolean): number {
  const due = nextMoment(world)
  const now = world.now().getTime()
  const noon = Math.floor((now + dayMs / 2) / dayMs) * dayMs + dayMs / 2
  return Math.min(
    due === null ? Number.POSITIVE_INFINITY : due * 1000,
    atNoon ? noon : Number.POSITIVE_INFINITY,
  )
}

/** Waits for the app. A bot that was waited for once in vain is `given` up: the rest of the way goes by without it. */
async function told(world: World, given: Set<Bot>): Promise<void> {
  await world.webhooks.quiet(patienceMs)
  for (const bot of listeners(world))
    if (!given.has(bot) && !(await taken(world, bot, patienceMs))) given.add(bot)
}
