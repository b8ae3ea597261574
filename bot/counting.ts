import type { MiddlewareFn } from 'grammy'
import type { Update } from 'grammy/types'
import type { SpeakingContext } from './context.ts'
import { lately } from './lately.ts'
import type { Metrics } from './metrics.ts'

/** The kinds of update we ask Telegram for, whole: it keeps the last list it was given (`allowed_updates` is sticky). */
export const UPDATE_TYPES = [
  'message',
  'callback_query',
  'pre_checkout_query',
  'my_chat_member',
  'subscription',
] as const satisfies Exclude<keyof Update, 'update_id'>[]

/** Counts every update, and every command in it; once, also where it comes again because it was not booked. */
export function counting(metrics: Metrics): MiddlewareFn<SpeakingContext> {
  const seen = lately<number>(10_000)
  return (ctx, next) => {
    if (seen(ctx.update.update_id)) return next()
    metrics.update(typeOf(ctx.update))
    const name = commandIn(ctx.update)
    if (name !== null) metrics.command(name)
    return next()
  }
}

/** The type of an update, as a label with few values. */
export function typeOf(update: Update): string {
  return UPDATE_TYPES.find(type => update[type] !== undefined) ?? 'other'
}

/** The name of the command that a message begins with, as typed; null: none. */
export function commandIn({ message }: Update): string | null {
  const entity = message?.entities?.[0]
  if (entity?.type !== 'bot_command' || entity.offset !== 0) return null
  return (message?.text ?? '').slice(1, entity.length).split('@')[0] ?? ''
}
