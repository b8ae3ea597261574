import type { Context } from 'grammy'

/** The id of what an admin asks for: the same however often Telegram delivers it, so that it is done once. */
export function requestOf({ callbackQuery, chatId, msgId }: Context): string {
  return callbackQuery ? `press:${callbackQuery.id}` : `message:${chatId}:${msgId}`
}

/** The same of what one message with a button asks for: a second tap on it asks for nothing new. */
export function requestOfButton({ chatId, msgId }: Context): string {
  return `button:${chatId}:${msgId}`
}
