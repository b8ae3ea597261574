import type { MessageEntity } from '@grammyjs/types'
import { checkedUrl, type Formatted, parseHtml } from './html.ts'
import { integerField, isObject, type Parameters, requiredTextField, textField } from './parameters.ts'
import { badRequest } from './refusal.ts'

const longestText = 4096
const longestCaption = 1024

/** `text` with its `parse_mode` or `entities`, checked and trimmed as a message's text is. */
export function messageText(params: Parameters): Formatted {
  const text = params.text('text')
  if (text === '') throw badRequest('Message text is empty')
  if (Buffer.byteLength(text) > 1 << 15) throw badRequest('Text is too long')
  const formatted = trim(withFormatting(text, params))
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if (formatted.text.length > longestText) throw badRequest('message is too long')
  return withFound(formatted)
}

/** `caption` with its `parse_mode` or `caption_entities`, '' where there is none. */
export function captionText(params: Parameters): Formatted {
  const caption = params.text('caption')
  if (Buffer.byteLength(caption) > 1 << 15) throw badRequest('Text is too long')
  const formatted = trim(withFormatting(caption, params, 'caption_entities'))
  if (formatted.text.length > longestCaption) throw badRequest('message caption is too long')
  return withFound(formatted)
}

/** Adds what Telegram finds in any text by itself: commands, mentions, hashtags, links, addresses. */
export function withFound({ text, entities }: Formatted): Formatted {
  const all = [...entities]
  for (const [type, pattern] of findable) {
    for (const match of text.matchAll(pattern)) {
      const found: MessageEntity = { type, offset: match.index, length: match[0].length }
      if (!all.some(entity => clashes(entity, found))) all.push(found)
    }
  }
  all.sort((a, b) => a.offset - b.offset || b.length - a.length)
  return { text, entities: all }
}

const findable: readonly [MessageEntity.CommonMessageEntity['type'], RegExp][] = [
  ['url', /\b(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>".,;:!?)\]]/gi],
  ['email', /\b[\w.+-]+@[\w-]+\.[\w.-]*\w/g],
  ['mention', /(?<![\w/@])@[a-z]\w{3,31}\b/gi],
  ['bot_command', /(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<>@])/g],
  ['hashtag', /(?<![\p{L}\p{N}_#])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,255}/gu],
]

const styles = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
])

/** Found things never lie inside code or a link, nor overlap each other; plain styles may cover them. */
function clashes(entity: MessageEntity, found: MessageEntity): boolean {
  const overlap = entity.offset < found.offset + found.length && found.offset < entity.offset + entity.length
  return overlap && !styles.has(entity.type)
}

function withFormatting(text: string, params: Parameters, name = 'entities'): Formatted {
  const mode = params.text('parse_mode').toLowerCase()
  if (mode === 'html') return parseHtml(text)
  if (mode !== '' && mode !== 'none') throw badRequest('Unsupported parse_mode')
  const given = params.json(name, 'entities')
  return {
    text,
    entities: Array.isArray(given) ? given.flatMap(entity => readEntity(entity, text.length)) : [],
  }
}

function readEntity(value: unknown, textLength: number): MessageEntity[] {
  if (!isObject(value)) throw badRequest("Can't parse MessageEntity: expected an Object")
  const place = { offset: integerField(value, 'offset'), length: integerField(value, 'length') }
  if (place.offset < 0 || place.length < 1 || place.offset + place.length > textLength) return []
  const type = requiredTextField(value, 'type')
  const language = textField(value, 'language')
  switch (type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
    case 'spoiler':
    case 'blockquote':
    case 'expandable_blockquote':
    case 'code':
      return [{ type, ...place }]
    case 'pre':
      return [{ type, ...place, ...(language === '' ? {} : { language }) }]
    case 'custom_emoji':
      return [{ type, ...place, custom_emoji_id: requiredTextField(value, 'custom_emoji_id') }]
    case 'text_link': {
      const url = checkedUrl(requiredTextField(value, 'url'))
      return url === undefined ? [] : [{ type, ...place, url }]
    }
    default:
      // Found types are found anew in the text; what the sandbox does not play is left out.
      return []
  }
}

/** White space at either end goes, and the entities move with it. */
function trim({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length
  const trimmed = text.trim()
  const moved = entities.flatMap(entity => {
    const from = Math.max(entity.offset - start, 0)
    const to = Math.min(entity.offset + entity.length - start, trimmed.length)
    return to > from ? [{ ...entity, offset: from, length: to - from }] : []
  })
  return { text: trimmed, entities: moved }
}
