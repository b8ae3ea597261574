import { randomBytes } from 'node:crypto'
import type { Message, PhotoSize } from '@grammyjs/types'
import type { Call } from './call.ts'
import { append, writableDialog } from './dialog.ts'
import { captionText } from './entities.ts'
import { readPicture } from './image.ts'
import { applyKeyboard, readMarkup } from './keyboard.ts'
import type { Parameters } from './parameters.ts'
import { badRequest } from './refusal.ts'
import { readReply } from './reply.ts'
import type { Bot } from './state.ts'
import { botUser } from './text.ts'
import { Upload } from './upload.ts'

const largestBytes = 10 * 1024 * 1024
const largestSides = 10_000
const longestRatio = 20
/** Pictures are kept with everything else: the newest of them, so that the file stays small. */
const kept = 20

/** A picture uploaded with the call, or one sent before by its file_id. One size of it is made: its own. */
export function sendPhoto(call: Call): Message.PhotoMessage {
  const { world, bot, params } = call
  const { text: caption, entities } = captionText(params)
  const dialog = writableDialog(call)
  const photo = known(bot, params.text('photo')) ?? store(bot, upload(params))
  const markup = readMarkup(params, { invoice: false, privateChat: dialog.chat.type === 'private' })
  const reply = readReply(call, dialog)
  applyKeyboard(dialog, markup)
  return append(world, dialog, {
    from: botUser(call),
    ...reply,
    photo: [photo],
    ...(caption === '' ? {} : { caption }),
    ...(entities.length > 0 ? { caption_entities: entities } : {}),
    ...(markup.kind === 'inline' ? { reply_markup: markup.markup } : {}),
  })
}

function known(bot: Bot, fileId: string): PhotoSize | undefined {
  return bot.photos.get(fileId)?.size
}

/** The file itself, in this parameter or in the part it names by `attach://`. */
function upload({ given }: Parameters): Buffer {
  const named = given['photo']
  if (named === undefined || named === null || named === '')
    throw badRequest('there is no photo in the request')
  const part = typeof named === 'string' ? /^attach:\/\/(.+)$/.exec(named)?.[1] : undefined
  const file = part === undefined ? named : given[part]
  if (file instanceof Upload) return file.bytes
  throw badRequest(
    typeof named === 'string' && /^https?:/.test(named)
      ? 'failed to get HTTP URL content'
      : 'wrong remote file identifier specified: Wrong string length',
  )
}

function store(bot: Bot, bytes: Buffer): PhotoSize {
  if (bytes.length > largestBytes) throw badRequest('file is too big')
  const picture = readPicture(bytes)
  if (!picture) throw badRequest('IMAGE_PROCESS_FAILED')
  const { width, height, type } = picture
  const isOdd = Math.min(width, height) === 0 || Math.max(width / height, height / width) > longestRatio
  if (isOdd || width + height > largestSides) throw badRequest('PHOTO_INVALID_DIMENSIONS')
  const size: PhotoSize = {
    file_id: `AgAC${randomBytes(36).toString('base64url')}`,
    file_unique_id: `AQAD${randomBytes(8).toString('base64url')}`,
    width,
    height,
    file_size: bytes.length,
  }
  bot.photos.set(size.file_id, { size, type, base64: bytes.toString('base64') })
  for (const oldest of bot.photos.keys()) if (bot.photos.size > kept) bot.photos.delete(oldest)
  return size
}
