import type { Transformer } from 'grammy'
import type { Logger } from 'pino'

export type Health = 'ok' | 'trouble'

/** What each line to Telegram tells of what it is answered, whatever was called. */
export interface Watch {
  /** Told each time Telegram answers 401: the token was good, and is not any more. */
  onRevoked: () => void
  /** Told after each call whether Telegram was there, whatever it said. */
  onAnswer: (health: Health) => void
}

/** For a line beside those of a bot: whether the token is worth anything is watched by whoever takes updates. */
export const unwatched: Watch = { onRevoked: () => undefined, onAnswer: () => undefined }

/** Watches all lines of one bot. `revoked` rejects once, and loudly, when the token is worth nothing any more (case 44). */
export function watchTelegram(logger: Logger): Watch & { revoked: Promise<never>; health(): Health } {
  const { promise: revoked, reject } = Promise.withResolvers<never>()
  // Whoever starts a bot that never knew its token hears of it there, and does not listen here.
  revoked.catch(() => undefined)
  let isRevoked = false
  let health: Health = 'ok'
  return {
    revoked,
    health: () => health,
    onAnswer: answered => {
      health = answered
    },
    onRevoked() {
      if (isRevoked) return
      isRevoked = true
      const why =
        'Telegram does not accept BOT_TOKEN: it was revoked. Set the new one from @BotFather and start again'
      logger.fatal(why)
      reject(new Error(why))
    },
  }
}

/** The innermost layer of a line: sees what Telegram itself answers. */
export function reporting({ onRevoked, onAnswer }: Watch): Transformer {
  return async (prev, method, payload, signal) => {
    try {
      const result = await prev(method, payload, signal)
      onAnswer(result.ok || result.error_code < 500 ? 'ok' : 'trouble')
      if (!result.ok && result.error_code === 401) onRevoked()
      return result
    } catch (error) {
      // Whoever gave up waiting has learned nothing of Telegram.
      if (!signal?.aborted) onAnswer('trouble')
      throw error
    }
  }
}
