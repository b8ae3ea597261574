import type { Chat, ChatFullInfo, Message, User } from '@grammyjs/types'
import type { Call } from './call.ts'
import { badRequest, forbidden, upgraded } from './refusal.ts'
import type { Bot, Dialog, Person } from './state.ts'
import { seconds, tell, type World } from './world.ts'

/** The person's private chat with the bot, made on first use: opening a chat is the person's doing, not the bot's. */
export function privateDialog(bot: Bot, person: Person): Dialog {
  const known = bot.dialogs.get(person.user.id)
  if (known) return known
  const dialog = newDialog(privateChat(person.user))
  bot.dialogs.set(person.user.id, dialog)
  return dialog
}

export function newDialog(chat: Dialog['chat']): Dialog {
  return {
    chat,
    messages: new Map(),
    nextMessageId: 1,
    started: false,
    blocked: false,
    invoices: new Map(),
    toasts: [],
    replyKeyboard: null,
    members: new Map(),
  }
}

/** The chat a method names, for reading: known to the bot, or 400 `chat not found`. */
export function findDialog({ bot, params }: Call, name = 'chat_id'): Dialog {
  const id = params.text(name)
  if (id === '') throw badRequest(`${name} is empty`)
  return dialogById(bot, id)
}

export function dialogById(bot: Bot, id: string): Dialog {
  // Only supergroups and channels answer to an @name; the sandbox's have none.
  const dialog = /^-?\d+$/.test(id) ? bot.dialogs.get(Number(id)) : undefined
  if (!dialog || (dialog.chat.type === 'private' && !dialog.started)) throw badRequest('chat not found')
  return dialog
}

/** The chat a method names, for writing: refused where the person blocked the bot or is gone, or the group moved. */
export function writableDialog(call: Call): Dialog {
  const dialog = findDialog(call)
  if (call.world.state.people.get(dialog.chat.id)?.deactivated) throw forbidden('user is deactivated')
  if (dialog.blocked) throw forbidden('bot was blocked by the user')
  if (dialog.upgraded_to !== undefined) throw upgraded(dialog.upgraded_to)
  return dialog
}

type Content = Omit<Message, 'message_id' | 'date' | 'chat'> & { date?: number }

/** Appends a message to the chat, with the next id, and the present date unless it has one. */
export function append<C extends Content>(world: World, dialog: Dialog, content: C) {
  const envelope = { message_id: dialog.nextMessageId++, date: seconds(world.now()), chat: dialog.chat }
  const message = { ...envelope, ...content }
  dialog.messages.set(message.message_id, message)
  tellAll(world, dialog)
  return message
}

/** Tells whoever sees this chat that it changed. */
export function tellAll(world: World, dialog: Dialog): void {
  if (dialog.chat.type === 'private') tell(world, dialog.chat.id)
  else for (const member of dialog.members.keys()) tell(world, member)
}

export function privateChat(user: User): Chat.PrivateChat {
  return {
    id: user.id,
    type: 'private',
    first_name: user.first_name,
    ...(user.last_name === undefined ? {} : { last_name: user.last_name }),
    ...(user.username === undefined ? {} : { username: user.username }),
  }
}

export function getChat(call: Call): ChatFullInfo {
  const { chat } = findDialog(call)
  const common = { accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: noGifts }
  switch (chat.type) {
    case 'private':
      return {
        ...chat,
        ...common,
        ...(chat.username === undefined ? {} : { active_usernames: [chat.username] }),
      }
    case 'group':
      return { ...chat, ...common }
    case 'supergroup':
      return { ...chat, ...common }
  }
}

const noGifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}
