import type { Call } from './call.ts'
import { writableDialog } from './dialog.ts'
import { badRequest } from './refusal.ts'

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

export function sendChatAction(call: Call): true {
  if (!actions.has(call.params.text('action').toLowerCase()))
    throw badRequest('Wrong parameter action in request')
  writableDialog(call)
  return true
}
