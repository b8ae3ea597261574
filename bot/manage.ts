import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { Speech } from './texts.ts'

/**
 * The button to where subscriptions are seen, paid and canceled: the payments of the Mini App, which leads on to the
 * provider's own page. Without an app there is none. Telegram takes it in private chats only.
 */
export function manageRows({ plain }: Speech, appUrl: string | null): InlineKeyboardButton[][] {
  return appUrl === null ? [] : [[InlineKeyboard.webApp(plain('manage-button'), billingUrl(appUrl))]]
}

/** As Telegram itself names where in an app somebody is to arrive. */
function billingUrl(appUrl: string): string {
  return `${appUrl}?tgWebAppStartParam=billing`
}
