import { InlineKeyboard } from 'grammy'
import { isSoldByCard, type PlanTerms, textIn } from '../db/billing.ts'
import { offerCheckout } from './checkout.ts'
import { asHtml, type PersonContext } from './context.ts'
import { choose } from './decline.ts'
import { payTerms } from './pay-terms.ts'
import { priceOf, shortPriceOf } from './price.ts'
import { type Sale, type Ways, waysOf } from './sale.ts'
import { offerForStars } from './stars-offer.ts'

/** How somebody wants to pay, where they said so; `anyway`: also beside a subscription of which they have been told. */
export interface Wish {
  by?: 'stars' | 'card'
  anyway?: boolean
}

/** Sells this plan: at once where there is one way to pay, else after asking which; or says why not, and what instead. */
export async function offer(
  ctx: PersonContext,
  sale: Sale,
  planCode: string,
  { by, anyway = false }: Wish = {},
): Promise<void> {
  const plan = (await sale.billing.catalog()).find(({ code }) => code === planCode)
  if (!plan) return choose(ctx, sale, ctx.t('buy-unknown', { code: planCode }))
  const { stars, card } = waysOf(plan, sale.card)
  if (!by && stars && card) return ask(ctx, plan, { stars, card })
  if (stars && by !== 'card') return offerForStars(ctx, sale, plan, anyway)
  if (sale.card && isSoldByCard(plan) && by !== 'stars') return offerCheckout(ctx, sale, plan, anyway)
  // Sold by card where no card is taken, or not in the way that was asked for: no order either.
  return choose(ctx, sale, ctx.t('buy-not-here'))
}

/** Which of the two ways it is to be, with what differs between them. */
async function ask(
  ctx: PersonContext,
  plan: PlanTerms,
  { stars, card }: { [Way in keyof Ways]: NonNullable<Ways[Way]> },
): Promise<void> {
  const lines = [
    ctx.t('buy-how-stars', {
      terms: payTerms(ctx, plan, { price: priceOf(ctx, stars.price), renews: stars.renews }),
    }),
    ctx.t('buy-how-card', {
      terms: payTerms(ctx, plan, { price: priceOf(ctx, card.price), renews: card.renews }),
    }),
  ]
  const keyboard = new InlineKeyboard()
    .text(ctx.plain('by-stars-button', { price: shortPriceOf(ctx, stars.price) }), `stars:${plan.code}`)
    .text(ctx.plain('by-card-button', { price: shortPriceOf(ctx, card.price) }), `card:${plan.code}`)
  const text = [ctx.t('buy-how', { title: textIn(plan.title, ctx.language) }), lines.join('\n')].join('\n\n')
  await ctx.reply(text, { ...asHtml, reply_markup: keyboard })
}
