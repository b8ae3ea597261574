import { nextRenewal, renewUpTo } from './star-renewal.ts'
import { advance, nextDue } from './stripe/deeds/advance.ts'
import type { World } from './world.ts'

/** The next moment, in seconds, at which something of Telegram's or Stripe's falls due by itself; null: nothing waits. */
export function nextMoment(world: World): number | null {
  const moments = [nextDue(world), nextRenewal(world)].filter(at => at !== null)
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Makes happen all that falls due up to `to`, in seconds. Does not move the clock. */
export async function happenUpTo(world: World, to: number): Promise<void> {
  advance(world, to)
  await renewUpTo(world, to)
}
