import { type Order, STARS, textIn } from '../db/billing.ts'
import { cut } from './cut.ts'
import type { Language } from './texts.ts'

/** The only period Telegram knows for a subscription in Stars: 30 days. */
const PERIOD_SECONDS = 2_592_000

export type Terms = ReturnType<typeof invoiceTerms>

/**
 * What Telegram is told of an order, the same for an invoice in the chat and for a link. Its payload is the order's id.
 * `more` is for links alone: by them a plan that renews is sold.
 */
export function invoiceTerms({ id, plan, price }: Order, language: Language) {
  const title = textIn(plan.title, language)
  return {
    title: cut(title, 32),
    description: cut(textIn(plan.description, language) || title, 255),
    payload: id,
    currency: STARS,
    prices: [{ label: cut(title, 32), amount: price.amount }],
    more: plan.stars?.recurring ? { subscription_period: PERIOD_SECONDS } : {},
  }
}
