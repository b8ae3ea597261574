import { InlineKeyboard } from 'grammy'
import { type Billing, isSoldByCard, type Money, type PlanTerms, STARS, textIn } from '../db/billing.ts'
import type { BotCard, BotDependencies } from './dependencies.ts'
import { eitherOf, priceOf, shortPriceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** What selling in the chat needs. */
export type Sale = Pick<BotDependencies, 'billing' | 'card' | 'appUrl'>

/** How a plan can be paid for here, now; null: not that way. */
export interface Ways {
  stars: Way | null
  card: Way | null
}

interface Way {
  price: Money
  /** It goes on by itself until it is stopped. */
  renews: boolean
}

export function waysOf(plan: PlanTerms, card: BotCard | null): Ways {
  const renews = (isSoldByCard(plan) && card?.renews(plan)) ?? null
  return {
    stars: plan.stars && {
      price: { amount: plan.stars.amount, currency: STARS },
      renews: plan.stars.recurring,
    },
    card:
      plan.card && typeof renews === 'boolean'
        ? { price: { amount: plan.card.amount, currency: plan.card.currency }, renews }
        : null,
  }
}

/** What the bot sells itself, in the order of the shop. */
export async function onSale({ billing, card }: { billing: Billing; card: BotCard | null }) {
  return (await billing.catalog()).filter(plan => isOnSale(waysOf(plan, card)))
}

function isOnSale({ stars, card }: Ways): boolean {
  return stars !== null || card !== null
}

/** What a plan costs, either way: `250 Stars or €9.99`. */
export function pricesOf(speech: Speech, ways: Ways): string {
  return eitherOf(
    speech,
    both(ways, price => priceOf(speech, price)),
  )
}

/** One button a plan, with its price. */
export function planButtons(speech: Speech, plans: PlanTerms[], card: BotCard | null): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const plan of plans) {
    const label = speech.plain('plan-button', {
      title: textIn(plan.title, speech.language),
      price: both(waysOf(plan, card), price => shortPriceOf(speech, price)).join(' / '),
    })
    keyboard.text(label, `buy:${plan.code}`).row()
  }
  return keyboard
}

function both({ stars, card }: Ways, words: (price: Money) => string): string[] {
  return [stars, card].flatMap(way => (way ? [words(way.price)] : []))
}
