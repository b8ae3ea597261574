import type { MiddlewareFn } from 'grammy'
import type { Billing } from '../db/billing.ts'
import type { PersonContext } from './context.ts'
import { profileOf } from './profile.ts'
import type { Texts } from './texts.ts'

/** Makes whoever writes known to the books, and from here on speaks the language they chose. For private chats only. */
export function acquaint({
  billing,
  texts,
}: {
  billing: Billing
  texts: Texts
}): MiddlewareFn<PersonContext> {
  return async (ctx, next) => {
    if (!ctx.from || ctx.from.is_bot) return
    // They blocked the bot: nothing to answer, and nothing more to send until they are met again (case 40).
    if (ctx.myChatMember?.new_chat_member.status === 'kicked')
      return await billing.lose(ctx.from.id, 'blocked')

    ctx.person = await billing.meet(profileOf(ctx.from))
    Object.assign(ctx, texts.speak(ctx.person.language ?? ctx.person.languageCode))
    await next()
  }
}
