import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { News, Subscription, Text } from '../db/billing.ts'
import type { NewsOf } from './alerts.ts'
import { manageRows } from './manage.ts'
import { priceOf } from './price.ts'
import { resendButton } from './resend-button.ts'
import { allowButton, stopAtOnceRows } from './stop-buttons.ts'
import type { Speech } from './texts.ts'

type Rail = Subscription['rail']

/** The way to what a piece of news asks for; none where it asks for nothing. */
export function buttonsFor(speech: Speech, news: News, appUrl: string | null): InlineKeyboard {
  return InlineKeyboard.from(rowsFor(speech, news, appUrl))
}

function rowsFor(speech: Speech, news: News, appUrl: string | null): InlineKeyboardButton[][] {
  switch (news.kind) {
    case 'thanks':
      return news.beside || news.free?.renews ? manageRows(speech, appUrl) : []
    case 'payment_failed':
      return owedRows(speech, news, appUrl)
    case 'parallel':
      return [...stopRows(speech, news), ...manageRows(speech, appUrl)]
    case 'renewal_stopped':
      return goOnRows(speech, { ...news, id: news.subscriptionId, title: news.plan }, appUrl)
    case 'ending_soon':
      if (news.subscription) return goOnRows(speech, { ...news.subscription, title: news.plan }, appUrl)
      return news.planCode === null ? [] : [[againButton(speech, news.planCode)]]
    case 'ended':
      if (news.owed) return owedRows(speech, { ...news.owed, todo: 'pay' }, appUrl)
      return news.planCode === null ? [] : [[againButton(speech, news.planCode)]]
    case 'webhook_given_up':
      return [[resendButton(speech, news)]]
    default:
      return []
  }
}

function owedRows(
  speech: Speech,
  { todo, price, payUrl }: Pick<NewsOf<'payment_failed'>, 'todo' | 'price' | 'payUrl'>,
  appUrl: string | null,
): InlineKeyboardButton[][] {
  if (payUrl === null) return manageRows(speech, appUrl)
  const label =
    todo === 'confirm'
      ? speech.plain('confirm-button')
      : speech.plain('pay-late-button', { price: priceOf(speech, price) })
  return [[InlineKeyboard.url(label, payUrl)]]
}

/** To where what was stopped goes on after all; in Stars, and not by us, that is in Telegram alone. */
function goOnRows(
  speech: Speech,
  { rail, ours, ...named }: { rail?: Rail; ours: boolean; id: string; title: Text },
  appUrl: string | null,
): InlineKeyboardButton[][] {
  if (rail === 'card') return manageRows(speech, appUrl)
  return ours ? [[allowButton(speech, named)]] : []
}

/** Which of them ends is theirs to say, with one tap (case 36). */
function stopRows(speech: Speech, { plans }: NewsOf<'parallel'>): InlineKeyboardButton[][] {
  const named = plans.flatMap(({ title, subscriptionId: id, until }) =>
    id === undefined ? [] : [{ id, title, until: until === undefined ? null : new Date(until) }],
  )
  return stopAtOnceRows(speech, named)
}

function againButton({ plain }: Speech, planCode: string): InlineKeyboardButton {
  return InlineKeyboard.text(plain('again-button'), `buy:${planCode}`)
}
