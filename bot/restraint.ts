import { GrammyError } from 'grammy'

/** Keeps from asking Telegram again before the time it named, for each subject (a chat, a payer) by itself. */
export interface Restraint {
  /** What `call` comes to. Throws at once while Telegram wants no call about this subject; a 429 begins such a time. */
  about<T>(subject: number, call: () => Promise<T>): Promise<T>
}

export function createRestraint(now: () => Date): Restraint {
  // Whoever waits here is asked about again by a kept job, and leaves the map then.
  const notBefore = new Map<number, number>()
  return {
    async about(subject, call) {
      const waitMs = (notBefore.get(subject) ?? 0) - +now()
      if (waitMs > 0) throw new Error(`Telegram wants a pause of another ${Math.ceil(waitMs / 1000)} s`)
      notBefore.delete(subject)
      try {
        return await call()
      } catch (error) {
        if (error instanceof GrammyError && error.error_code === 429)
          notBefore.set(subject, +now() + (error.parameters.retry_after ?? 1) * 1000)
        throw error
      }
    },
  }
}
