import { setTimeout as sleep } from 'node:timers/promises'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

const lookEveryMs = 5
/** A bot that polled so lately is between two polls. */
const betweenPollsMs = 3000

/** The bots that take updates at present: by a webhook, or by long polls. */
export function listeners(world: World): Bot[] {
  const since = performance.now() - betweenPollsMs
  return [...world.state.bots.values()].filter(
    ({ webhook, user: { id } }) =>
      webhook !== null || world.pollers.has(id) || (world.polled.get(id) ?? -Infinity) > since,
  )
}

/** Waits until this bot has taken all that there is for it; false where it has not after `patienceMs`. */
export async function taken(world: World, bot: Bot, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (waits(world, bot) && performance.now() < deadline) await sleep(lookEveryMs)
  return !waits(world, bot)
}

/** What a payment sheet holds back is not waited for. */
function waits({ now }: World, { queue }: Bot): boolean {
  const time = now().getTime()
  if (queue.held.some(({ payer }) => payer === undefined)) return true
  for (const { expires } of queue.pending) if (expires > time) return true
  return false
}
