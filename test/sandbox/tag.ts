import { badRequest, type Refusal } from './refusal.ts'

/** A start tag with the one attribute that matters for it. */
export interface Opening {
  tag: string
  argument: string
  expandable: boolean
}

const supported = /^(a|b|strong|i|em|s|strike|del|u|ins|tg-spoiler|tg-emoji|span|pre|code|blockquote)$/

/** Reads `<tag attribute="value">` that begins at `begin`. */
export function readStartTag(html: string, begin: number): { open: Opening; next: number } {
  const where = `at byte offset ${bytes(html, begin)}`
  const name = /[^\s>]*/y
  name.lastIndex = begin + 1
  const raw = name.exec(html)?.[0] ?? ''
  let at = begin + 1 + raw.length
  if (at >= html.length) throw unparsable(`Unclosed start tag ${where}`)
  const tag = raw.toLowerCase()
  if (!supported.test(tag)) throw unparsable(`Unsupported start tag "${tag}" ${where}`)
  const open = { tag, argument: '', expandable: false }
  for (;;) {
    at = skipSpace(html, at)
    if (html.charAt(at) === '>') break
    const attribute = readAttribute(html, at, { tag, where })
    at = attribute.next
    takeAttribute(open, attribute)
  }
  if (tag === 'span' && open.argument !== 'spoiler')
    throw unparsable(`Tag "span" must have class "tg-spoiler" ${where}`)
  return { open, next: at + 1 }
}

function takeAttribute(open: Opening, { name, value }: { name: string; value: string }): void {
  const key = `${open.tag} ${name}`
  if (key === 'a href' || key === 'tg-emoji emoji-id') open.argument = value
  if (key === 'code class' && value.startsWith('language-')) open.argument = value.slice(9)
  if (key === 'span class' && value.startsWith('tg-')) open.argument = value.slice(3)
  if (key === 'blockquote expandable') open.expandable = true
}

function readAttribute(html: string, begin: number, place: { tag: string; where: string }) {
  const pattern = /([^\s=>]*)\s*(=?)\s*/y
  pattern.lastIndex = begin
  const [all = '', name = '', equals = ''] = pattern.exec(html) ?? []
  let at = begin + all.length
  if (at >= html.length) throw unparsable(`Unclosed start tag ${place.where}`)
  if (name === '') throw unparsable(`Empty attribute name in the tag "${place.tag}" ${place.where}`)
  if (equals === '') {
    if (place.tag === 'blockquote') return { name, value: '', next: at }
    throw unparsable(
      `Expected equal sign in declaration of an attribute of the tag "${place.tag}" ${place.where}`,
    )
  }
  const quote = html.charAt(at)
  if (quote !== '"' && quote !== "'") {
    const token = /[A-Za-z0-9.-]*/y
    token.lastIndex = at
    const value = token.exec(html)?.[0] ?? ''
    const after = html.charAt(at + value.length)
    if (!/[\s>]/.test(after))
      throw unparsable(`Unexpected end of name token at byte offset ${bytes(html, at)}`)
    return { name, value: value.toLowerCase(), next: at + value.length }
  }
  let value = ''
  for (at++; at < html.length && html.charAt(at) !== quote; ) {
    const decoded = decodeReference(html, at)
    value += decoded.text
    at = decoded.next
  }
  if (at + 1 >= html.length) throw unparsable(`Unclosed start tag ${place.where}`)
  return { name, value, next: at + 1 }
}

/** Reads `</tag>`, which must close `expected`; returns what follows it. */
export function readEndTag(html: string, begin: number, expected: string): number {
  const where = `at byte offset ${bytes(html, begin)}`
  const pattern = /([^\s>]*)\s*/y
  pattern.lastIndex = begin + 2
  const [all = '', raw = ''] = pattern.exec(html) ?? []
  const next = begin + 2 + all.length
  if (html.charAt(next) !== '>') throw unparsable(`Unclosed end tag ${where}`)
  const found = raw.toLowerCase()
  if (found !== '' && found !== expected)
    throw unparsable(`Unmatched end tag ${where}, expected "</${expected}>", found "</${found}>"`)
  return next + 1
}

/** The character at `at`, with `&lt;` and its like decoded; the real parser knows only four names. */
export function decodeReference(html: string, at: number): { text: string; next: number } {
  const pattern = /&(?:#x([0-9a-f]*)|#(\d*)|([a-z]+));?/iy
  pattern.lastIndex = at
  const [all = '', hex, decimal, name] = pattern.exec(html) ?? []
  const plain = { text: html.charAt(at), next: at + 1 }
  if (name !== undefined) {
    const text = names[name]
    return text === undefined ? plain : { text, next: at + all.length }
  }
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 0)
  const isCharacter = code > 0 && code < 0x10ffff && all.length < 11
  return isCharacter ? { text: String.fromCodePoint(code), next: at + all.length } : plain
}

const names: Partial<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** Telegram counts the place of a mistake in UTF-8 bytes. */
export function bytes(html: string, end: number): number {
  return Buffer.byteLength(html.slice(0, end))
}

export function unparsable(reason: string): Refusal {
  return badRequest(`Can't parse entities: ${reason}`)
}

function skipSpace(html: string, begin: number): number {
  let at = begin
  while (/\s/.test(html.charAt(at))) at++
  return at
}
