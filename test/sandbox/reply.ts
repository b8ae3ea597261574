import type { Message } from '@grammyjs/types'
import type { Call } from './call.ts'
import { integerField, isObject, textField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Dialog } from './state.ts'

type Replied = Pick<Message, 'reply_to_message'>

/** `reply_parameters`, or the older `reply_to_message_id`: the message that is answered, within the same chat. */
export function readReply({ params }: Call, dialog: Dialog): Replied {
  const given = params.json('reply_parameters', 'reply parameters')
  if (given === undefined)
    return replyTo(
      dialog,
      params.integer('reply_to_message_id', 0),
      params.bool('allow_sending_without_reply'),
    )
  if (!isObject(given)) throw badRequest('Object expected as reply parameters')
  if (Object.keys(given).length === 0) return {}
  const id = integerField(given, 'message_id')
  const chat = textField(given, 'chat_id')
  if (chat !== '' && chat !== String(dialog.chat.id)) throw notFound()
  return replyTo(dialog, id, given['allow_sending_without_reply'] === true)
}

function replyTo(dialog: Dialog, id: number, without: boolean): Replied {
  if (id <= 0) return {}
  const found = dialog.messages.get(id)
  if (!found && !without) throw notFound()
  if (!found) return {}
  const { reply_to_message: _, ...shown } = found
  // The published type wants the field there and undefined, which JSON cannot say: Telegram leaves it out.
  return { reply_to_message: shown as NonNullable<Message['reply_to_message']> }
}

const notFound = () => badRequest('message to be replied not found')
