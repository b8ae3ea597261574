import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import { type Text, textIn } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** A subscription, by our id of it and by what it is called. */
interface Named {
  id: string
  title: Text
}

/** Asks whether it is to stop. */
export function stopButton(speech: Speech, { id, title }: Named): InlineKeyboardButton {
  return InlineKeyboard.text(labelOf(speech, title), `stop:${id}`)
}

/** Stops it at once: beside a message that is itself the question which one to keep (case 36). It can be turned on again. */
export function stopAtOnceButton(speech: Speech, { id, title }: Named): InlineKeyboardButton {
  return InlineKeyboard.text(labelOf(speech, title), `stop-now:${id}`)
}

/** Lets the person turn on again what we stopped. */
export function allowButton(speech: Speech, { id, title }: Named): InlineKeyboardButton {
  const label = speech.plain('allow-button', { title: textIn(title, speech.language) })
  return InlineKeyboard.text(label, `allow:${id}`)
}

function labelOf({ plain, language }: Speech, title: Text): string {
  return plain('stop-button', { title: textIn(title, language) })
}
