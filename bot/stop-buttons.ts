import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import { type Text, textIn } from '../db/billing.ts'
import { alikeIn } from './alike.ts'
import type { Speech } from './texts.ts'

/** A subscription, by our id of it and by what it is called. */
interface Named {
  id: string
  title: Text
  /** When it renews next, as far as that is known. */
  until?: Date | null
}

/** Each asks whether that one is to stop. */
export function stopRows(speech: Speech, subscriptions: Named[]): InlineKeyboardButton[][] {
  return rowsOf(speech, subscriptions, 'stop')
}

/** Each stops that one at once: below a message that is itself the question which to keep (case 36). It can be turned on again. */
export function stopAtOnceRows(speech: Speech, subscriptions: Named[]): InlineKeyboardButton[][] {
  return rowsOf(speech, subscriptions, 'stop-now')
}

function rowsOf(speech: Speech, subscriptions: Named[], act: string): InlineKeyboardButton[][] {
  const alike = alikeIn(speech, subscriptions)
  return subscriptions.map(({ id, title: text, until }) => {
    const title = textIn(text, speech.language)
    const label =
      until && alike.has(title)
        ? speech.plain('stop-button-until', { title, until })
        : speech.plain('stop-button', { title })
    return [InlineKeyboard.text(label, `${act}:${id}`)]
  })
}

/** Lets the person turn on again what we stopped. */
export function allowButton(
  { plain, language }: Speech,
  { id, title }: Pick<Named, 'id' | 'title'>,
): InlineKeyboardButton {
  return InlineKeyboard.text(plain('allow-button', { title: textIn(title, language) }), `allow:${id}`)
}
