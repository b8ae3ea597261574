import type { InlineKeyboard } from 'grammy'
import { asHtml, type PersonContext } from './context.ts'

/** So soon somebody taps again because nothing seems to have happened. By the machine's clock: no other turns it. */
const AGAIN_MS = 5_000

/** Answers the press of a button with a message. */
export type Answer = (ctx: PersonContext, html: string, keyboard?: InlineKeyboard) => Promise<void>

/**
 * A double tap is answered once, as far as both taps come to this process: the same words from the same button are said
 * again only after a while. What has been answered differently since is always said.
 */
export function createAnswerOnce(): Answer {
  const answered = new Map<string, { html: string; at: number }>()

  return async (ctx, html, keyboard) => {
    forgetOld()
    const button = `${ctx.chatId}:${ctx.msgId}:${ctx.callbackQuery?.data}`
    if (answered.get(button)?.html === html) return
    await ctx.reply(html, { ...asHtml, ...(keyboard && { reply_markup: keyboard }) })
    // At the end of the map, which is in order of time.
    answered.delete(button)
    answered.set(button, { html, at: performance.now() })
  }

  function forgetOld(): void {
    for (const [button, { at }] of answered) {
      if (performance.now() - at < AGAIN_MS) return
      answered.delete(button)
    }
  }
}
