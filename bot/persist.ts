import { GrammyError, HttpError } from 'grammy'
import type { Logger } from 'pino'
import { pause } from './pause.ts'
import { trouble } from './trouble.ts'

const FIRST_MS = 200
/** A pre-checkout query may sit behind such a wait, and has to be answered within 8 s all told. */
const LONGEST_MS = 2_000

/** How long to wait before a call to Telegram may be repeated; null where repeating it cannot help. */
export function retryAfterMs(error: unknown, backoffMs: number): number | null {
  if (error instanceof HttpError) return backoffMs
  if (!(error instanceof GrammyError)) return null
  if (error.error_code === 429) return (error.parameters.retry_after ?? 1) * 1000
  return error.error_code >= 500 ? backoffMs : null
}

/** The next wait of a series of tries: 0.2 s at first, doubling up to 2 s. */
export function longerWait(waitMs: number): number {
  return waitMs === 0 ? FIRST_MS : Math.min(waitMs * 2, LONGEST_MS)
}

/**
 * Calls Telegram until it answers, or until told to stop: waits out network trouble, 5xx and 429; throws what Telegram
 * refuses, and the last trouble when stopped.
 */
export async function persist<T>(call: () => Promise<T>, logger: Logger, stop?: AbortSignal): Promise<T> {
  for (let waitMs = longerWait(0); ; waitMs = longerWait(waitMs)) {
    try {
      return await call()
    } catch (error) {
      const ms = retryAfterMs(error, waitMs)
      if (ms === null || stop?.aborted) throw error
      logger.warn({ ...trouble(error), retryInMs: ms }, 'Telegram did not answer; trying again')
      await (stop ? pause(ms, stop) : pause(ms))
    }
  }
}
