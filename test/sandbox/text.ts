import type { LinkPreviewOptions, Message, Update } from '@grammyjs/types'
import type { Call } from './call.ts'
import { append, tellAll, writableDialog } from './dialog.ts'
import { messageText } from './entities.ts'
import { applyKeyboard, inlineOnly, readMarkup } from './keyboard.ts'
import { isObject, type Parameters } from './parameters.ts'
import { badRequest } from './refusal.ts'
import { readReply } from './reply.ts'
import type { Dialog } from './state.ts'
import { seconds } from './world.ts'

type Edited = Update.Edited & Message.TextMessage

export function sendMessage(call: Call): Message.TextMessage {
  const { text, entities } = messageText(call.params)
  const preview = readPreview(call.params)
  const dialog = writableDialog(call)
  const markup = readMarkup(call.params, { invoice: false, privateChat: dialog.chat.type === 'private' })
  const reply = readReply(call, dialog)
  applyKeyboard(dialog, markup)
  return append(call.world, dialog, {
    from: botUser(call),
    ...reply,
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview ? { link_preview_options: preview } : {}),
    ...(markup.kind === 'inline' ? { reply_markup: markup.markup } : {}),
  })
}

export function editMessageText(call: Call): Edited {
  const { text, entities } = messageText(call.params)
  const preview = readPreview(call.params)
  const { dialog, message } = ownMessage(call)
  const markup = inlineOnly(
    readMarkup(call.params, { invoice: false, privateChat: dialog.chat.type === 'private' }),
  )
  if (message.text === undefined) throw badRequest('there is no text in the message to edit')
  const { message_id, date, chat, reply_to_message } = message
  const edited = {
    message_id,
    date,
    chat,
    from: botUser(call),
    ...(reply_to_message ? { reply_to_message } : {}),
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview ? { link_preview_options: preview } : {}),
    ...(markup ? { reply_markup: markup } : {}),
  }
  return replace(call, dialog, message, edited)
}

export function editMessageReplyMarkup(call: Call): Update.Edited & Message {
  const { dialog, message } = ownMessage(call)
  const place = { invoice: message.invoice !== undefined, privateChat: dialog.chat.type === 'private' }
  const markup = inlineOnly(readMarkup(call.params, place))
  const { reply_markup: _, ...rest } = message
  return replace(call, dialog, message, { ...rest, ...(markup ? { reply_markup: markup } : {}) })
}

export function botUser({ bot }: Call) {
  const { id, first_name, username } = bot.user
  return { id, is_bot: true, first_name, username }
}

/** The message to edit: there, and sent by the bot. */
function ownMessage(call: Call): { dialog: Dialog; message: Message } {
  const dialog = writableDialog(call)
  const message = dialog.messages.get(call.params.integer('message_id', 0))
  if (!message) throw badRequest('message to edit not found')
  if (message.from?.id !== call.bot.user.id) throw badRequest("message can't be edited")
  return { dialog, message }
}

/** Puts the edited message in place of the old one, unless it is the same. */
function replace<M extends Message>(
  { world }: Call,
  dialog: Dialog,
  old: Message,
  edited: M,
): M & Update.Edited {
  const stamped = { ...edited, edit_date: seconds(world.now()) }
  if (canonical(stamped) === canonical({ ...old, edit_date: stamped.edit_date }))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    )
  dialog.messages.set(old.message_id, stamped)
  tellAll(world, dialog)
  return stamped
}

function canonical(message: object): string {
  return JSON.stringify(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function readPreview(params: Parameters): LinkPreviewOptions | undefined {
  const given = params.json('link_preview_options', 'link preview options')
  if (given === undefined) return undefined
  if (!isObject(given)) throw badRequest('Object expected as link preview options')
  const options: LinkPreviewOptions = {}
  if (given['is_disabled'] === true) options.is_disabled = true
  if (typeof given['url'] === 'string') options.url = given['url']
  if (given['prefer_small_media'] === true) options.prefer_small_media = true
  if (given['prefer_large_media'] === true) options.prefer_large_media = true
  if (given['show_above_text'] === true) options.show_above_text = true
  return Object.keys(options).length > 0 ? options : undefined
}
