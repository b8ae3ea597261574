import { happenUpTo, nextMoment } from './due.ts'
import { seconds, type World } from './world.ts'

const everyMs = 200

/** Lets happen what falls due as time goes by. */
export function startTicking(world: World): void {
  const timer = setInterval(() => void tick(world), everyMs)
  world.holds.add(timer.unref())
}

async function tick(world: World): Promise<void> {
  const now = seconds(world.now())
  const due = nextMoment(world)
  if (due === null || due > now) return
  await happenUpTo(world, now)
  // Not awaited by anyone: what an answer says is saved before the answer, and this is no answer.
  await world.save()
}
