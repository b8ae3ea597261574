import { InlineKeyboard } from 'grammy'
import { type PlanTerms, textIn } from '../db/billing.ts'
import { saySubscribed, warnOfTwo } from './beside.ts'
import { asHtml, type PersonContext } from './context.ts'
import { decline, say } from './decline.ts'
import type { CardOffer } from './dependencies.ts'
import { payTerms } from './pay-terms.ts'
import { priceOf, shortPriceOf } from './price.ts'
import { type Sale, type Ways, waysOf } from './sale.ts'

type OfferOf<Kind extends CardOffer['kind']> = Extract<CardOffer, { kind: Kind }>

/** What is being sold, and how it is paid by card. */
interface Item {
  plan: PlanTerms
  title: string
  card: NonNullable<Ways['card']>
}

/** Sends the link to where this plan is paid for by card, or says why there is none and what to do instead. */
export async function offerCheckout(
  ctx: PersonContext,
  sale: Sale,
  plan: PlanTerms,
  anyway: boolean,
): Promise<void> {
  const { card } = waysOf(plan, sale.card)
  // What it would cost them, and how often, is not known just now.
  if (!card || !sale.card) return apologize(ctx, sale, plan)

  const { code: planCode, title } = plan
  const item = { plan, title: textIn(title, ctx.language), card }
  const asked = { personId: ctx.person.id, planCode, language: ctx.language, anyway }
  const offer = await sale.card.checkout(asked)
  switch (offer.kind) {
    case 'opened':
      return send(ctx, item, offer)
    case 'subscribed':
      return saySubscribed(ctx, sale, offer)
    case 'parallel':
      return warnOfTwo(ctx, sale, { plan, held: offer, anyway: `anyway:${planCode}` })
    case 'paid':
      return say(ctx, ctx.t('card-paid', { title: item.title }))
    case 'unavailable':
      return apologize(ctx, sale, plan)
    default:
      return decline(ctx, sale, { planCode, refusal: offer })
  }
}

/**
 * The page behind the link was made for this person's order, and whoever pays it, pays for them. So a copy of this
 * message does no harm in other hands: there is nothing on it to take.
 */
async function send(
  ctx: PersonContext,
  { plan, title, card }: Item,
  { url, stacksAfter, overlapsUntil }: OfferOf<'opened'>,
): Promise<void> {
  const terms = payTerms(ctx, plan, { price: priceOf(ctx, card.price), renews: card.renews })
  const text = [
    ctx.t('offer-head', { title, terms }),
    ...(stacksAfter ? [ctx.t('buy-stacks', { title, until: stacksAfter })] : []),
    ...(overlapsUntil ? [ctx.t('buy-overlaps', { title, until: overlapsUntil })] : []),
    ctx.t('card-how'),
  ]
  const label = ctx.plain('card-pay-button', { price: shortPriceOf(ctx, card.price) })
  await ctx.reply(text.join('\n\n'), { ...asHtml, reply_markup: new InlineKeyboard().url(label, url) })
}

/** Where the same can be had for Stars, that is a tap away. */
async function apologize(ctx: PersonContext, { card }: Sale, plan: PlanTerms): Promise<void> {
  const { stars } = waysOf(plan, card)
  const keyboard = new InlineKeyboard()
  if (stars)
    keyboard.text(
      ctx.plain('by-stars-button', { price: shortPriceOf(ctx, stars.price) }),
      `stars:${plan.code}`,
    )
  await ctx.reply(ctx.t('card-unavailable'), { ...asHtml, reply_markup: keyboard })
}
