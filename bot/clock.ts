import type { Logger } from 'pino'
import type { Line } from './api.ts'
import { trouble } from './trouble.ts'

const PATIENCE_MS = 10_000
/** Telegram tells whole seconds: half of one is the best guess at the rest. */
const HALF_A_SECOND_MS = 500
const HOUR_MS = 60 * 60 * 1000

/** Well within what the Mini App allows between Telegram's clock and ours, 60; a machine with NTP is off by less than one. */
export const SKEW_SECONDS = 30

type Asked = Pick<Line, 'token' | 'apiRoot'>

/** By how many seconds `now` is ahead of Telegram's clock, below zero: behind; null where Telegram tells no time. */
export async function aheadOfTelegram(
  { token, apiRoot }: Asked,
  now: () => Date,
  stop?: AbortSignal,
): Promise<number | null> {
  const asked = +now()
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(stop ? [stop] : [])]
  const { headers, body } = await fetch(`${apiRoot}/bot${token}/getMe`, { signal: AbortSignal.any(signals) })
  const answered = +now()
  // Unread, it would hold the connection.
  await body?.cancel()
  const told = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(told)) return null
  return Math.round(((asked + answered) / 2 - told - HALF_A_SECOND_MS) / 1000)
}

/**
 * Holds our clock against Telegram's, at once and every hour, and says in the log when they differ (case 57). Keeps no
 * process alive; the answer stops it.
 */
export function watchClock({
  now,
  logger,
  everyMs = HOUR_MS,
  ...asked
}: Asked & { now: () => Date; logger: Logger; everyMs?: number }): () => Promise<void> {
  const over = new AbortController()
  const timer = setInterval(() => void compare(), everyMs).unref()
  void compare()
  return async () => {
    clearInterval(timer)
    over.abort()
  }

  async function compare(): Promise<void> {
    try {
      const ahead = await aheadOfTelegram(asked, now, over.signal)
      if (ahead === null) logger.info('Telegram tells no time; the clock of this machine is not compared')
      else if (Math.abs(ahead) > SKEW_SECONDS) logger.error({ ahead_seconds: ahead }, wordsFor(ahead))
    } catch (error) {
      if (!over.signal.aborted)
        logger.info(trouble(error), 'clock not compared with Telegram’s; it will be tried again')
    }
  }
}

function wordsFor(ahead: number): string {
  const [where, harm] =
    ahead > 0
      ? ['ahead of', 'once that is more than INIT_DATA_MAX_AGE_SECONDS, everybody’s is too old']
      : ['behind', 'once that is more than 60, everybody’s comes from the future']
  return (
    `the clock of this machine is ${Math.abs(ahead)} seconds ${where} Telegram’s, by which people sign in to the ` +
    `Mini App: ${harm}. Set it right (NTP)`
  )
}
