import type { CallbackQuery } from '@grammyjs/types'
import type { Call } from './call.ts'
import { tellAll } from './dialog.ts'
import { ControlRefusal, queryTooOld } from './refusal.ts'
import type { Bot, Dialog, Person } from './state.ts'
import { push, querySeconds } from './updates.ts'
import type { World } from './world.ts'

const toastsKept = 20

/** A person presses an inline button; the bot gets a callback query. Returns the query's id. */
export function press(
  world: World,
  bot: Bot,
  by: { person: Person; dialog: Dialog; messageId: number; data: string },
): string {
  const { person, dialog } = by
  const message = dialog.messages.get(by.messageId)
  if (!message) throw new ControlRefusal(404, `there is no message ${by.messageId} in chat ${dialog.chat.id}`)
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? []
  if (!buttons.some(button => 'callback_data' in button && button.callback_data === by.data))
    throw new ControlRefusal(
      409,
      `message ${by.messageId} has no button with the data ${JSON.stringify(by.data)}`,
    )
  const id = newQueryId(bot, person)
  bot.callbacks.set(id, {
    person: person.user.id,
    chat: dialog.chat.id,
    expires: world.now().getTime() + world.callbackTimeoutMs,
  })
  const query: CallbackQuery = {
    id,
    from: person.user,
    message,
    chat_instance: chatInstance(dialog.chat),
    data: by.data,
  }
  push(world, bot, { callback_query: query }, querySeconds)
  tellAll(world, dialog)
  return id
}

/** A signed number of 64 bits that stands for the chat, whoever asks. */
export function chatInstance(chat: Dialog['chat']): string {
  return String(BigInt.asIntN(64, BigInt(chat.id) * 6_364_136_223_846_793_005n))
}

/** Ids of the queries pressed in this chat that can still be answered. */
export function unanswered({ now }: World, bot: Bot, dialog: Dialog): string[] {
  const open = [...bot.callbacks].filter(
    ([, each]) => each.chat === dialog.chat.id && each.expires > now().getTime(),
  )
  return open.map(([id]) => id)
}

export function answerCallbackQuery({ world, bot, params }: Call): true {
  const id = params.text('callback_query_id')
  const callback = bot.callbacks.get(id)
  const now = world.now().getTime()
  for (const [key, each] of bot.callbacks) if (each.expires <= now) bot.callbacks.delete(key)
  if (!callback || callback.expires <= now) throw queryTooOld()
  bot.callbacks.delete(id)
  const text = params.text('text')
  const dialog = bot.dialogs.get(callback.chat)
  if (!dialog) return true
  if (text !== '') dialog.toasts.push({ id, text: text.slice(0, 200), alert: params.bool('show_alert') })
  dialog.toasts.splice(0, Math.max(0, dialog.toasts.length - toastsKept))
  tellAll(world, dialog)
  return true
}

/** 64 bits as text, with the person's id in the upper part, as real query ids have. */
export function newQueryId(bot: Bot, person: Person): string {
  return String((BigInt(person.user.id) << 24n) + BigInt(bot.nextQueryId++))
}

/** Whose query this is, by its id alone; '' where it is no id at all. */
export function queryOwner(id: string): string {
  return /^\d{1,19}$/.test(id) ? String(BigInt(id) >> 24n) : ''
}
