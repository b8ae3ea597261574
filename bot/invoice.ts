import { InlineKeyboard } from 'grammy'
import { type Billing, isSold, type Order, type PlanTerms, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { invoiceTerms } from './invoice-terms.ts'
import { startPayload } from './links.ts'
import { planButtons } from './sale.ts'
import { storable } from './storable.ts'
import type { Speech } from './texts.ts'

/** Sends an invoice for this plan, or says why there is none and what to do instead. */
export async function offer(ctx: PersonContext, billing: Billing, planCode: string): Promise<void> {
  const catalog = await billing.catalog()
  // Sold by subscription or by card only: no invoice, so no order either.
  if (catalog.some(plan => plan.code === planCode && !isSold(plan))) {
    return choose(ctx, catalog, ctx.t('buy-not-here'))
  }

  const opened = await billing.openOrder({
    personId: ctx.person.id,
    planCode: storable(planCode),
    rail: 'stars',
  })
  switch (opened.kind) {
    case 'opened':
      if (opened.stacksAfter) await foretell(ctx, opened.order, opened.stacksAfter)
      return send(ctx, opened.order)
    case 'unknown_plan':
      return choose(ctx, opened.onSale, ctx.t('buy-unknown', { code: planCode }))
    case 'not_sold_on_rail':
      return choose(ctx, opened.onSale, ctx.t('buy-not-here'))
    case 'owned_forever':
      return say(ctx, ctx.t('buy-owned', { title: titleIn(ctx, opened.plan) }))
    case 'too_many':
      return say(ctx, ctx.t('buy-too-many', { seconds: opened.retryAfterSeconds }))
  }
}

/** The cancel button of an invoice: the order cannot be paid any more, and the invoice goes away. */
export async function withdraw(ctx: PersonContext, billing: Billing, orderId: string): Promise<void> {
  const { kind } = await billing.cancelOrder({ personId: ctx.person.id, orderId })
  if (kind !== 'canceled') return void (await acknowledge(ctx, ctx.plain('cancel-nothing')))
  await acknowledge(ctx, ctx.plain('cancel-done'))
  await ctx.deleteMessage()
}

/** Lists what can be bought here below a sentence, for a tap instead of a code. */
export async function choose(ctx: PersonContext, catalog: PlanTerms[], sentence: string): Promise<void> {
  const plans = catalog.filter(isSold)
  if (plans.length === 0) return say(ctx, ctx.t('plans-none'))
  await ctx.reply(sentence, { ...asHtml, reply_markup: planButtons(ctx, plans) })
}

/** Before paying again for what they hold, they read that nothing is lost by it (case 90). */
function foretell(ctx: PersonContext, { plan }: Order, stacksAfter: Date): Promise<void> {
  return say(ctx, ctx.t('buy-stacks', { title: titleIn(ctx, plan), until: stacksAfter }))
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

function titleIn({ language }: Speech, plan: PlanTerms): string {
  return textIn(plan.title, language)
}

async function say(ctx: PersonContext, html: string): Promise<void> {
  await ctx.reply(html, asHtml)
}
