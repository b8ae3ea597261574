import type { MessageEntity } from '@grammyjs/types'
import { bytes, decodeReference, type Opening, readEndTag, readStartTag, unparsable } from './tag.ts'

/** Text with its formatting, offsets in UTF-16 units. */
export interface Formatted {
  text: string
  entities: MessageEntity[]
}

type Open = Opening & { offset: number }

/**
 * Parses `parse_mode: HTML` into entities in the order they close, and refuses what Telegram's own parser
 * (td/telegram/MessageEntity.cpp) refuses.
 */
export function parseHtml(html: string): Formatted {
  const open: Open[] = []
  const entities: MessageEntity[] = []
  let text = ''
  let at = 0
  while (at < html.length) {
    const char = html.charAt(at)
    if (char === '&') {
      const decoded = decodeReference(html, at)
      text += decoded.text
      at = decoded.next
    } else if (char !== '<') {
      text += char
      at++
    } else if (html.charAt(at + 1) !== '/') {
      const start = readStartTag(html, at)
      open.push({ ...start.open, offset: text.length })
      at = start.next
    } else {
      const begin = at
      const top = open.pop()
      if (!top) throw unparsable(`Unexpected end tag at byte offset ${bytes(html, begin)}`)
      at = readEndTag(html, begin, top.tag)
      close(entities, top, text)
    }
  }
  const last = open.at(-1)
  if (last) throw unparsable(`Can't find end tag corresponding to start tag "${last.tag}"`)
  return { text, entities }
}

function close(entities: MessageEntity[], open: Open, text: string): void {
  const length = text.length - open.offset
  if (length === 0) return
  const place = { offset: open.offset, length }
  const inner = entities.at(-1)
  const sameSpan = inner && inner.offset === open.offset && inner.length === length ? inner : undefined
  switch (open.tag) {
    case 'a': {
      const url = checkedUrl(open.argument === '' ? text.slice(open.offset) : open.argument)
      if (url !== undefined) entities.push({ type: 'text_link', ...place, url })
      return
    }
    case 'tg-emoji':
      if (!/^[1-9]\d*$/.test(open.argument)) throw unparsable('Invalid custom emoji identifier specified')
      entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: open.argument })
      return
    case 'pre': {
      const language = sameSpan?.type === 'code' ? languages.get(sameSpan) : undefined
      if (language !== undefined) entities.pop()
      entities.push({ type: 'pre', ...place, ...(language === undefined ? {} : { language }) })
      return
    }
    case 'code': {
      const code: MessageEntity = { type: 'code', ...place }
      if (open.argument !== '') languages.set(code, open.argument)
      if (sameSpan?.type === 'pre' && open.argument !== '') sameSpan.language = open.argument
      else entities.push(code)
      return
    }
    case 'blockquote':
      entities.push({ type: open.expandable ? 'expandable_blockquote' : 'blockquote', ...place })
      return
    default:
      entities.push({ type: styles[open.tag] ?? 'spoiler', ...place })
  }
}

/** The language a `<code>` named, until its `<pre>` closes around it. */
const languages = new WeakMap<MessageEntity, string>()

const styles: Partial<Record<string, 'bold' | 'italic' | 'strikethrough' | 'underline'>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
}

/** A link Telegram would accept, else undefined: the text then stays plain. */
export function checkedUrl(url: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`
  if (!URL.canParse(whole)) return undefined
  const parsed = new URL(whole)
  const isPublic = /^(https?|ftp|ton|tg|tonsite):$/.test(parsed.protocol)
  const named = parsed.protocol.startsWith('t') || /\.|localhost/.test(parsed.hostname)
  return isPublic && named ? parsed.href : undefined
}
