import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import { placeOf } from './place.ts'
import type { Speech } from './texts.ts'

/** For admins: sends all again that another service did not take. */
export function resendButton(
  { plain }: Speech,
  { endpointId, url }: { endpointId: string; url: string },
): InlineKeyboardButton.CallbackButton {
  const label = plain('webhooks-resend-button', { place: placeOf(url, 40) })
  return InlineKeyboard.text(label, `resend-all:${endpointId}`)
}
