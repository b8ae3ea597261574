import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { News } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { manageRows } from './manage.ts'
import { priceOf } from './price.ts'
import { allowButton, stopAtOnceButton } from './stop-buttons.ts'
import type { Speech } from './texts.ts'

/** The way to what a piece of news asks for; none where it asks for nothing. */
export function buttonsFor(speech: Speech, news: News, appUrl: string | null): InlineKeyboard {
  return InlineKeyboard.from(rowsFor(speech, news, appUrl))
}

function rowsFor(speech: Speech, news: News, appUrl: string | null): InlineKeyboardButton[][] {
  switch (news.kind) {
    case 'thanks':
      return news.beside || news.free?.renews ? manageRows(speech, appUrl) : []
    case 'payment_failed':
      return news.payUrl === null ? manageRows(speech, appUrl) : [[payButton(speech, news, news.payUrl)]]
    case 'parallel':
      return [...stopRows(speech, news), ...manageRows(speech, appUrl)]
    case 'renewal_stopped':
      if (news.rail === 'card') return manageRows(speech, appUrl)
      return news.ours ? [[allowButton(speech, { id: news.subscriptionId, title: news.plan })]] : []
    case 'ending_soon':
    case 'ended':
      return news.planCode === null ? [] : [[againButton(speech, news.planCode)]]
    default:
      return []
  }
}

function payButton(speech: Speech, news: NewsOf<'payment_failed'>, url: string): InlineKeyboardButton {
  const label =
    news.todo === 'confirm'
      ? speech.plain('confirm-button')
      : speech.plain('pay-late-button', { price: priceOf(speech, news.price) })
  return InlineKeyboard.url(label, url)
}

/** Which of them ends is theirs to say, with one tap (case 36). */
function stopRows(speech: Speech, { plans }: NewsOf<'parallel'>): InlineKeyboardButton[][] {
  return plans.flatMap(({ title, subscriptionId: id }) =>
    id === undefined ? [] : [[stopAtOnceButton(speech, { id, title })]],
  )
}

function againButton({ plain }: Speech, planCode: string): InlineKeyboardButton {
  return InlineKeyboard.text(plain('again-button'), `buy:${planCode}`)
}
