import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  WebAppInfo,
} from '@grammyjs/types'
import { checkedUrl } from './html.ts'
import { isObject, type Parameters, requiredTextField, textField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Dialog } from './state.ts'
import { webAppUrl } from './web-app-url.ts'

/** `reply_markup`, checked. */
export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; markup: InlineKeyboardMarkup }
  | { kind: 'keyboard'; markup: ReplyKeyboardMarkup }
  | { kind: 'remove' }
  | { kind: 'force_reply' }

/** What the message is decides which buttons it may have. */
type Place = { invoice: boolean; privateChat: boolean }

export function readMarkup(params: Parameters, place: Place): Markup {
  const given = params.json('reply_markup', 'reply keyboard markup')
  if (given === undefined) return { kind: 'none' }
  if (!isObject(given)) throw badRequest('Object expected as reply markup')
  if (Array.isArray(given['keyboard']))
    return { kind: 'keyboard', markup: readKeyboard(given['keyboard'], given, place) }
  if (Array.isArray(given['inline_keyboard'])) return readInline(given['inline_keyboard'], place)
  if (given['remove_keyboard'] === true) return { kind: 'remove' }
  if (given['force_reply'] === true) return { kind: 'force_reply' }
  return { kind: 'none' }
}

/** A keyboard under the input stays until another comes, or it is taken away. */
export function applyKeyboard(dialog: Pick<Dialog, 'replyKeyboard'>, markup: Markup): void {
  if (markup.kind === 'keyboard') dialog.replyKeyboard = markup.markup
  if (markup.kind === 'remove') dialog.replyKeyboard = null
}

/** The inline keyboard of a markup, where edits and invoices allow nothing else. */
export function inlineOnly(markup: Markup): InlineKeyboardMarkup | undefined {
  if (markup.kind === 'inline') return markup.markup
  if (markup.kind === 'none') return undefined
  throw badRequest('inline keyboard expected')
}

function readInline(rows: unknown[], place: Place): Markup {
  const keyboard = rows
    .map(row => {
      if (!Array.isArray(row))
        throw badRequest('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
      return row.map(readButton)
    })
    .filter(row => row.length > 0)
  if (keyboard.length === 0) return { kind: 'none' }
  for (const [rowIndex, row] of keyboard.entries()) {
    for (const [index, button] of row.entries()) {
      if (!('pay' in button)) continue
      if (!place.invoice) throw badRequest('BUTTON_TYPE_INVALID')
      if (rowIndex > 0 || index > 0) throw badRequest('BUTTON_POS_INVALID')
    }
  }
  if (place.invoice && !('pay' in (keyboard[0]?.[0] ?? {}))) throw badRequest('REPLY_MARKUP_BUY_EMPTY')
  if (!place.privateChat && keyboard.flat().some(button => 'web_app' in button))
    throw badRequest('BUTTON_TYPE_INVALID')
  return { kind: 'inline', markup: { inline_keyboard: keyboard } }
}

function readButton(value: unknown): InlineKeyboardButton {
  const wrong = (reason: string) => badRequest(`Can't parse inline keyboard button: ${reason}`)
  if (!isObject(value)) throw wrong('InlineKeyboardButton must be an Object')
  if (typeof value['text'] !== 'string') throw wrong('Can\'t find field "text"')
  const text = value['text']
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  const style = readStyle(value, wrong)
  return { ...withKind(value, text, wrong), ...style }
}

type Wrong = (reason: string) => Error

/** Exactly one thing a button does. */
function withKind(value: Record<string, unknown>, text: string, wrong: Wrong): InlineKeyboardButton {
  const url = textField(value, 'url')
  if (url !== '') return { text, url: checkedButtonUrl(url) }
  const data = textField(value, 'callback_data')
  if (data !== '') {
    if (Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID')
    return { text, callback_data: data }
  }
  if ('pay' in value) return { text, pay: true }
  if (isObject(value['web_app']))
    return {
      text,
      web_app: { url: webAppUrl(requiredTextField(value['web_app'], 'url'), 'Inline keyboard button') },
    }
  if (isObject(value['copy_text']))
    return { text, copy_text: { text: requiredTextField(value['copy_text'], 'text') } }
  if (typeof value['switch_inline_query'] === 'string')
    return { text, switch_inline_query: value['switch_inline_query'] }
  throw wrong('Text buttons are unallowed in the inline keyboard')
}

function readStyle(value: Record<string, unknown>, wrong: Wrong): Pick<InlineKeyboardButton, 'style'> {
  const style = textField(value, 'style').toLowerCase()
  if (style === '' || style === 'default') return {}
  if (style !== 'primary' && style !== 'success' && style !== 'danger')
    throw wrong('invalid button style specified')
  return { style }
}

function checkedButtonUrl(url: string): string {
  const checked = checkedUrl(url)
  if (checked === undefined)
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  return checked
}

function readKeyboard(rows: unknown[], given: Record<string, unknown>, place: Place): ReplyKeyboardMarkup {
  const keyboard = rows.map(row => {
    if (!Array.isArray(row)) throw badRequest('Field "keyboard" must be an Array of Arrays')
    return row.map(button => {
      const wrong = (reason: string) => badRequest(`Can't parse keyboard button: ${reason}`)
      if (typeof button === 'string') return { text: button }
      if (isObject(button)) {
        const text = requiredTextField(button, 'text')
        return { text, ...readStyle(button, wrong), ...readWebApp(button, place) }
      }
      throw wrong('KeyboardButton must be a String or an Object')
    })
  })
  return {
    keyboard,
    ...(given['resize_keyboard'] === true ? { resize_keyboard: true } : {}),
    ...(given['one_time_keyboard'] === true ? { one_time_keyboard: true } : {}),
    ...(given['is_persistent'] === true ? { is_persistent: true } : {}),
  }
}

function readWebApp(button: Record<string, unknown>, place: Place): { web_app?: WebAppInfo } {
  if (!isObject(button['web_app'])) return {}
  const given = requiredTextField(button['web_app'], 'url')
  if (!place.privateChat) throw badRequest('Web App buttons can be used in private chats only')
  webAppUrl(given, 'Keyboard button')
  return { web_app: { url: given } }
}
