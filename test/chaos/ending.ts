import { setTimeout as pause } from 'node:timers/promises'
import type { Gauge } from './gauge.ts'
import type { Telegram } from './telegram.ts'

/** How long nothing may move while something is owed; a job that failed often is tried again after minutes. */
const OWED_MS = 240_000
/** The same where nothing is owed any more, and charges are not booked: they never will be. */
const LOST_MS = 20_000
/** One look is not enough: between two queues a thing is in neither. */
const QUIET_MS = 1_000

/** Waits until Telegram has nothing left to deliver and the books owe nothing; says what is left if nothing moves. */
export async function settleDown(
  { telegram, gauge, made }: { telegram: Telegram; gauge: Gauge; made: number },
  signal: AbortSignal,
): Promise<string[]> {
  let before = ''
  let movedAt = Date.now()
  while (true) {
    const queue = await queueOf(telegram)
    const { booked, owed } = gauge.reading()
    const now = `${queue} ${owed} ${booked}`
    if (now !== before) movedAt = Date.now()
    before = now
    const still = Date.now() - movedAt
    const isQuiet = queue === 0 && owed === 0
    if (isQuiet && still > (booked >= made ? QUIET_MS : LOST_MS)) return []
    if (still > OWED_MS)
      return [`nothing moves any more: ${queue} updates undelivered, ${owed} messages and refunds owed.`]
    await pause(200, undefined, { signal })
  }
}

/** Updates that Telegram still holds. */
export async function queueOf({ control }: Telegram): Promise<number> {
  const bots = await control.bots()
  return bots.reduce((sum, bot) => sum + bot.pending_update_count, 0)
}
