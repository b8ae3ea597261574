import { seconds, type World } from '../world.ts'
import { advance, nextDue } from './deeds/advance.ts'

const everyMs = 200

/** Lets happen what falls due as time goes by. */
export function startTicking(world: World): void {
  const timer = setInterval(() => tick(world), everyMs)
  world.holds.add(timer.unref())
}

function tick(world: World): void {
  const now = seconds(world.now())
  const due = nextDue(world)
  if (due === null || due > now) return
  advance(world, now)
  // Not awaited by anyone: what an answer says is saved before the answer, and this is no answer.
  void world.save()
}
