import type { Context, MiddlewareFn } from 'grammy'
import type { Logger } from 'pino'

/** What may wait of one chat at a time; nobody types faster than that is answered. */
const AT_MOST = 20

/**
 * Keeps one noisy chat from taking the places of everybody else: what comes while so much of it waits is dropped,
 * unanswered. To stand behind whatever carries money, and before the chat's updates are queued.
 */
export function calm(logger: Logger): MiddlewareFn<Context> {
  const waiting = new Map<number, number>()
  return async (ctx, next) => {
    const { chatId } = ctx
    if (chatId === undefined) return await next()
    const count = waiting.get(chatId) ?? 0
    if (count === AT_MOST)
      return logger.warn({ chat: chatId, update: ctx.update.update_id }, 'too much at once; dropped')
    waiting.set(chatId, count + 1)
    try {
      await next()
    } finally {
      const left = (waiting.get(chatId) ?? 1) - 1
      if (left > 0) waiting.set(chatId, left)
      else waiting.delete(chatId)
    }
  }
}
