import { InlineKeyboard } from 'grammy'
import { type Billing, type Order, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import type { PersonContext } from './context.ts'
import { say } from './decline.ts'
import { invoiceTerms } from './invoice-terms.ts'
import { startPayload } from './links.ts'

interface Opened {
  order: Order
  stacksAfter: Date | null
}

/** Sends the invoice in Stars of an order that is paid once. */
export async function sendInvoice(ctx: PersonContext, billing: Billing, opened: Opened): Promise<void> {
  await foretell(ctx, billing, opened)
  return send(ctx, opened.order)
}

/** The cancel button of an invoice: the order cannot be paid any more, and the invoice goes away. */
export async function withdraw(ctx: PersonContext, billing: Billing, orderId: string): Promise<void> {
  const { kind } = await billing.cancelOrder({ personId: ctx.person.id, orderId })
  if (kind !== 'canceled') return void (await acknowledge(ctx, ctx.plain('cancel-nothing')))
  await acknowledge(ctx, ctx.plain('cancel-done'))
  await ctx.deleteMessage()
}

/**
 * Before paying again for what they hold, they read that nothing is lost by it (case 90); and where a subscription pays
 * for it already, that the Stars would come on top (case 36).
 */
async function foretell(
  ctx: PersonContext,
  billing: Billing,
  { order: { plan }, stacksAfter: until }: Opened,
): Promise<void> {
  if (until === null) return
  const subscriptions = await billing.cards.subscriptionsOf(ctx.person.id)
  const renews = subscriptions.some(one => one.renews && one.plan.code === plan.code)
  const vars = { title: textIn(plan.title, ctx.language), until }
  return say(ctx, renews ? ctx.t('buy-beside', vars) : ctx.t('buy-stacks', vars))
}

async function send(ctx: PersonContext, order: Order): Promise<void> {
  const { title, description, payload, currency, prices } = invoiceTerms(order, ctx.language)
  const keyboard = new InlineKeyboard()
    .pay(ctx.plain('pay-button', { amount: order.price.amount }))
    .row()
    .text(ctx.plain('cancel-button'), `cancel:${order.id}`)
  await ctx.replyWithInvoice(title, description, payload, currency, prices, {
    // With it a forwarded copy shows a link to the bot, not a Pay button for somebody else's order.
    start_parameter: startPayload(order.plan.code),
    reply_markup: keyboard,
  })
}
