import type { Api } from 'grammy'
import { isTooLate } from './acknowledge.ts'
import { pause } from './pause.ts'
import { longerWait, retryAfterMs } from './persist.ts'

/** Telegram waits 10 s for an answer; what has not reached it by now, after the query came to us, will not. */
const LAST_MS = 9_000
/** How long one try may take, so that a silent connection leaves time for another. */
const TRY_MS = 2_500

/** grammY's own kind; Node's does all that is asked of it. */
type Signal = NonNullable<Parameters<Api['answerPreCheckoutQuery']>[3]>

export type AnswerOutcome =
  | { kind: 'answered' }
  /** Telegram does not wait for it any more: it is too old (case 10), or a try of ours reached it after all. */
  | { kind: 'too_late' }
  | { kind: 'unanswered'; error: unknown }

/**
 * Answers a query somebody waits for: repeats what fails by 429, 5xx or a broken connection while it can still be in
 * time. `receivedAt` is of `performance.now()`. Never rejects.
 */
export async function answerInTime({
  receivedAt,
  ask,
}: {
  receivedAt: number
  ask: (signal: Signal) => Promise<unknown>
}): Promise<AnswerOutcome> {
  const left = () => Math.ceil(receivedAt + LAST_MS - performance.now())
  for (let waitMs = longerWait(0); ; waitMs = longerWait(waitMs)) {
    try {
      await ask(AbortSignal.timeout(Math.max(1, Math.min(TRY_MS, left()))) as Signal)
      return { kind: 'answered' }
    } catch (error) {
      if (isTooLate(error)) return { kind: 'too_late' }
      const ms = retryAfterMs(error, waitMs)
      if (ms === null || ms >= left()) return { kind: 'unanswered', error }
      await pause(ms)
    }
  }
}
