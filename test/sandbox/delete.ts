import type { Message } from '@grammyjs/types'
import type { Call } from './call.ts'
import { findDialog, tellAll } from './dialog.ts'
import { badRequest } from './refusal.ts'
import type { Dialog } from './state.ts'
import { seconds } from './world.ts'

const deletableSeconds = 48 * 3600

export function deleteMessage(call: Call): true {
  if (!call.params.has('chat_id')) throw badRequest('Chat identifier is not specified')
  const id = call.params.integer('message_id', 0)
  if (id === 0) throw badRequest('Message identifier is not specified')
  const dialog = findDialog(call)
  const message = dialog.messages.get(id)
  if (!message) throw badRequest('message to delete not found')
  if (!isDeletable(call, dialog, message)) throw badRequest("message can't be deleted")
  forget(call, dialog, [id])
  return true
}

/** Skips what is not there or cannot be deleted, as documented. */
export function deleteMessages(call: Call): true {
  const ids = call.params.json('message_ids', 'message_ids')
  if (ids === undefined) throw badRequest('Message identifiers are not specified')
  if (!Array.isArray(ids)) throw badRequest('Expected an Array of message identifiers')
  if (ids.length > 100) throw badRequest('Too many message identifiers specified')
  const dialog = findDialog(call)
  const deletable = ids.map(Number).filter(id => {
    const message = dialog.messages.get(id)
    return message && isDeletable(call, dialog, message)
  })
  forget(call, dialog, deletable)
  return true
}

/** Everything in a private chat for 48 hours; in a group, where the bot is no administrator, only its own. */
function isDeletable({ world, bot }: Call, dialog: Dialog, message: Message): boolean {
  const isFresh = message.date + deletableSeconds >= seconds(world.now())
  return isFresh && (dialog.chat.type === 'private' || message.from?.id === bot.user.id)
}

function forget({ world }: Call, dialog: Dialog, ids: number[]): void {
  for (const id of ids) {
    dialog.messages.delete(id)
    dialog.invoices.delete(id)
  }
  tellAll(world, dialog)
}
