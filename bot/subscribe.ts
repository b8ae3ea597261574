import { InlineKeyboard } from 'grammy'
import { type Order, textIn } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { invoiceTerms, type Terms } from './invoice-terms.ts'
import { payTerms } from './pay-terms.ts'
import { priceOf, shortPriceOf } from './price.ts'
import type { Sale } from './sale.ts'

/**
 * Sends the link that begins a subscription in Stars: Telegram sells those by link alone. In other hands it is worth
 * nothing, for only the buyer's own payment is let through (case 3).
 */
export async function sendSubscription(
  ctx: PersonContext,
  sale: Sale,
  { order, stacksAfter: until }: { order: Order; stacksAfter: Date | null },
): Promise<void> {
  const { plan, price } = order
  const title = textIn(plan.title, ctx.language)
  const url = await linkTo(ctx, invoiceTerms(order, ctx.language))
  const text = [
    ctx.t('offer-head', { title, terms: payTerms(ctx, plan, { price: priceOf(ctx, price), renews: true }) }),
    ...(until ? [ctx.t('buy-overlaps', { title, until })] : []),
    ...(until && (await isStopped(ctx, sale, order)) ? [ctx.t('stars-resume')] : []),
    ctx.t('stars-how'),
  ]
  const keyboard = new InlineKeyboard()
    .url(ctx.plain('subscribe-button', { price: shortPriceOf(ctx, price) }), url)
    .row()
    .text(ctx.plain('cancel-button'), `cancel:${order.id}`)
  await ctx.reply(text.join('\n\n'), { ...asHtml, reply_markup: keyboard })
}

async function linkTo(ctx: PersonContext, terms: Terms): Promise<string> {
  const { title, description, payload, currency, prices, more } = terms
  return await ctx.api.createInvoiceLink(title, description, payload, '', currency, prices, more)
}

/** Whether they have this in Stars already, with its renewal off: then turning that on again is all it takes. */
async function isStopped(ctx: PersonContext, { billing }: Sale, { plan }: Order): Promise<boolean> {
  const theirs = await billing.cards.subscriptionsOf(ctx.person.id)
  return theirs.some(
    one => one.rail === 'stars' && one.plan.code === plan.code && !one.renews && one.endedAt === null,
  )
}
