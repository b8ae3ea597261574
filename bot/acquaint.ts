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
    // They blocked the bot: nothing to answer, and nothing that would make them reachable again.
    if (ctx.myChatMember?.new_chat_member.status === 'kicked') return
    if (!ctx.from || ctx.from.is_bot) return

    ctx.person = await billing.meet(profileOf(ctx.from))
    Object.assign(ctx, texts.speak(ctx.person.language ?? ctx.person.languageCode))
    await next()
  }
}
