import { type Fields, isFields, textIn } from './event.ts'
import type { Popup, PopupButton } from './state.ts'

/** Telegram has its own words for these kinds of button. */
const words: Partial<Record<string, string>> = { ok: 'OK', close: 'Close', cancel: 'Cancel' }
const mostButtons = 3

/** A popup as the app describes it; without a button of its own it has one that closes it. */
export function readPopup(data: Fields): Popup {
  const asked: unknown[] = Array.isArray(data['buttons']) ? data['buttons'] : []
  const buttons = asked.filter(isFields).slice(0, mostButtons).map(readButton)
  return {
    title: textIn(data, 'title') ?? '',
    message: textIn(data, 'message') ?? '',
    buttons: buttons.length > 0 ? buttons : [{ id: '', text: 'Close', destructive: false }],
  }
}

function readButton(data: Fields): PopupButton {
  const type = textIn(data, 'type') ?? 'default'
  return {
    id: textIn(data, 'id') ?? '',
    text: words[type] ?? textIn(data, 'text') ?? '',
    destructive: type === 'destructive',
  }
}
