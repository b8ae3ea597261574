import { advance, nextDue } from './stripe/deeds/advance.ts'
import { seconds, type World } from './world.ts'

/** How long the clock waits at a stop for the app to take what it was told there. */
const patienceMs = 5000

/**
 * Turns the clock of Telegram and Stripe forward. It stops wherever something of Stripe's falls due, at that very
 * moment, and goes on when the app has been told of it.
 */
export async function turnClock(world: World, ms: number): Promise<void> {
  await world.webhooks.quiet(patienceMs)
  const target = world.state.clockOffsetMs + ms
  const end = seconds(new Date(world.now().getTime() + ms))
  for (let due = nextDue(world); due !== null && due <= end; due = nextDue(world)) {
    const left = due * 1000 - world.now().getTime()
    if (left > 0) world.state.clockOffsetMs = Math.min(target, world.state.clockOffsetMs + left)
    advance(world, due)
    await world.webhooks.quiet(patienceMs)
  }
  world.state.clockOffsetMs = target
  advance(world, seconds(world.now()))
  world.webhooks.wake()
  await world.webhooks.quiet(patienceMs)
}
