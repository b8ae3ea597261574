import { randomBytes } from 'node:crypto'
import type { Message } from '@grammyjs/types'
import type { Call } from './call.ts'
import { append, writableDialog } from './dialog.ts'
import { inlineOnly, readMarkup } from './keyboard.ts'
import { integerField, isObject, type Parameters, requiredTextField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import { readReply } from './reply.ts'
import type { Terms } from './state.ts'
import { botUser } from './text.ts'

/** How every invoice link begins. */
export const linkPrefix = 'https://t.me/$'
const periodSeconds = 2_592_000
const dearestSubscription = 10_000
const largestTotal = 999_999_999_999

export function sendInvoice(call: Call): Message.InvoiceMessage {
  const terms = readTerms(call.params)
  if (terms.subscription_period !== undefined) throw badRequest('SUBSCRIPTION_EXPORT_MISSING')
  const dialog = writableDialog(call)
  const markup = inlineOnly(
    readMarkup(call.params, { invoice: true, privateChat: dialog.chat.type === 'private' }),
  )
  const { title, description, start_parameter, currency, total_amount } = terms
  const message = append(call.world, dialog, {
    from: botUser(call),
    ...readReply(call, dialog),
    invoice: { title, description, start_parameter, currency, total_amount },
    // Without a keyboard Telegram puts its own Pay button under the invoice.
    reply_markup: markup ?? { inline_keyboard: [[{ text: `Pay ⭐️${total_amount}`, pay: true }]] },
  })
  dialog.invoices.set(message.message_id, { terms, charges: [] })
  return message
}

export function createInvoiceLink({ bot, params }: Call): string {
  const terms = readTerms(params)
  const { subscription_period, total_amount } = terms
  if (subscription_period !== undefined && subscription_period !== periodSeconds)
    throw badRequest('SUBSCRIPTION_PERIOD_INVALID')
  if (subscription_period !== undefined && total_amount > dearestSubscription)
    throw badRequest('STARS_INVOICE_INVALID')
  const slug = randomBytes(12).toString('base64url')
  bot.links.set(slug, terms)
  return linkPrefix + slug
}

/** The slug of an invoice link, or undefined where it is none. */
export function linkSlug(url: string): string | undefined {
  return /^(?:https?:\/\/)?t\.me\/(?:\$|invoice\/)([\w-]+)$/.exec(url)?.[1]
}

function readTerms(params: Parameters): Terms {
  const title = params.required('title')
  const description = params.required('description')
  const payload = params.required('payload')
  const currency = params.required('currency')
  const amounts = readPrices(params)
  if (currency !== 'XTR') throw badRequest('PAYMENT_PROVIDER_INVALID')
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) throw badRequest('Total price must be positive')
  if (total > largestTotal) throw badRequest('Total price is too big')
  // The rules below live on Telegram's closed servers; which code answers which of them is assumed.
  if (Buffer.byteLength(payload) > 128) throw badRequest('INVOICE_PAYLOAD_INVALID')
  const isStars = amounts.length === 1 && !params.has('provider_token')
  if (!isStars || title.length > 32 || description.length > 255) throw badRequest('STARS_INVOICE_INVALID')
  const period = params.integer('subscription_period', 0, 0)
  return {
    title,
    description,
    payload,
    currency,
    total_amount: total,
    start_parameter: params.text('start_parameter'),
    ...(period > 0 ? { subscription_period: period } : {}),
  }
}

function readPrices(params: Parameters): number[] {
  params.required('prices')
  const prices = params.json('prices', 'prices')
  if (!Array.isArray(prices)) throw badRequest('Expected an Array of labeled prices')
  if (prices.length === 0) throw badRequest('There must be at least one price')
  return prices.map((price: unknown) => {
    if (!isObject(price)) throw badRequest("Can't parse labeled price: LabeledPrice must be an Object")
    const label = requiredTextField(price, 'label')
    if (label === '') throw badRequest("Can't parse labeled price: LabeledPrice label must be non-empty")
    const amount = integerField(price, 'amount')
    if (Math.abs(amount) > largestTotal) throw badRequest('Total price is too big')
    return amount
  })
}
