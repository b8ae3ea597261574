import type { Context, MiddlewareFn } from 'grammy'
import type { Logger } from 'pino'
import { acknowledge } from './acknowledge.ts'
import type { SpeakingContext } from './context.ts'
import type { Texts } from './texts.ts'
import { NotBooked } from './till.ts'
import { trouble } from './trouble.ts'

/**
 * The outermost layer: gives the context its voice, and turns a bug or an outage into a log line and an apology.
 * Money that is not booked comes through, so that whoever holds the update keeps it.
 */
export function boundary({ texts, logger }: { texts: Texts; logger: Logger }): MiddlewareFn<SpeakingContext> {
  return async (ctx, next) => {
    Object.assign(ctx, texts.speak(ctx.from?.language_code))
    try {
      await next()
    } catch (error) {
      if (error instanceof NotBooked) throw error
      logger.error({ update: ctx.update.update_id, person: ctx.from?.id, ...trouble(error) }, 'update failed')
      await apologize(ctx, logger)
    }
  }
}

async function apologize(ctx: SpeakingContext, logger: Logger): Promise<void> {
  if (ctx.chat?.type !== 'private' || !isAsked(ctx)) return
  try {
    if (ctx.callbackQuery) await acknowledge(ctx, ctx.plain('sorry'))
    else await ctx.reply(ctx.plain('sorry'))
  } catch (error) {
    logger.warn(
      { update: ctx.update.update_id, person: ctx.from?.id, ...trouble(error) },
      'apology not delivered',
    )
  }
}

/** Whether a person waits for an answer: they wrote or pressed something. */
function isAsked(ctx: Context): boolean {
  return ctx.message !== undefined || ctx.callbackQuery !== undefined
}
