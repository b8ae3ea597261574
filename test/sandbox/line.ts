import type { Content } from './queue.ts'
import type { Bot } from './state.ts'

/**
 * The line an update waits in for the webhook, one at a time: as the server's source queues them, a chat's messages
 * apart from a person's presses and payments. Of a `subscription` no source was to be had: a line of its own.
 * Null where an update waits for nobody.
 */
export function lineOf(content: Content): string | null {
  const message = content.message ?? content.edited_message
  if (message) return `chat ${message.chat.id}`
  if (content.callback_query) return `presses ${content.callback_query.from.id}`
  const query = content.pre_checkout_query ?? content.shipping_query
  if (query) return `checkouts ${query.from.id}`
  if (content.my_chat_member) return `membership ${content.my_chat_member.chat.id}`
  if (content.subscription) return `subscriptions ${content.subscription.user.id}`
  return null
}

/** What an update is about, in words that are the same in every run, unlike the ids in it: the subject of its faults. */
export function subjectOf(bot: Bot, content: Content): string {
  const kind = (['successful_payment', 'refunded_payment'] as const).find(
    each => content.message && each in content.message,
  )
  return `update ${bot.user.id} ${kind ?? ''} ${lineOf(content) ?? 'of others'}`
}
