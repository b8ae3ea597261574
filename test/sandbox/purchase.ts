import type { InvoiceView, Pay } from './face.ts'
import { linkSlug } from './invoice.ts'
import type { Purchase } from './payment.ts'
import { ControlRefusal } from './refusal.ts'
import type { Bot, Terms } from './state.ts'

/** What `POST /control/pay` names: an invoice message, somebody's forwarded one, or a link; with its claim. */
export function findPurchase(bot: Bot, asked: Pay): Purchase {
  const found =
    asked.invoice_url === undefined
      ? { ...byMessage(bot, asked), slug: '' }
      : { terms: byLink(bot, asked.invoice_url), slug: linkSlug(asked.invoice_url) ?? '' }
  const { total_amount, currency, invoice_payload } = asked.claim ?? {}
  const terms: Terms = {
    ...found.terms,
    ...(total_amount === undefined ? {} : { total_amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(invoice_payload === undefined ? {} : { payload: invoice_payload }),
  }
  return { ...found, terms, withoutPrecheckout: asked.without_precheckout ?? false }
}

export function invoiceView(bot: Bot, url: string): InvoiceView {
  const { title, description, start_parameter, currency, total_amount, subscription_period } = byLink(
    bot,
    url,
  )
  const invoice = { title, description, start_parameter, currency, total_amount }
  return { invoice, ...(subscription_period === undefined ? {} : { subscription_period }) }
}

function byLink(bot: Bot, url: string): Terms {
  const terms = bot.links.get(linkSlug(url) ?? '')
  if (!terms) throw new ControlRefusal(404, `no invoice stands behind ${url}`)
  return terms
}

function byMessage(bot: Bot, asked: Pay): Pick<Purchase, 'terms' | 'invoice'> {
  const holder = asked.owner ?? asked.person
  const dialog = bot.dialogs.get(holder)
  const invoice = dialog?.invoices.get(asked.message_id ?? 0)
  if (!dialog || !invoice)
    throw new ControlRefusal(404, `chat ${holder} has no invoice message ${asked.message_id}`)
  if (dialog.chat.type !== 'private') return { terms: invoice.terms }
  if (holder === asked.person) return { terms: invoice.terms, invoice }
  if (invoice.terms.start_parameter !== '')
    throw new ControlRefusal(
      409,
      'a forwarded copy of an invoice with a start_parameter has a deep link, not a Pay button',
    )
  return { terms: invoice.terms }
}
