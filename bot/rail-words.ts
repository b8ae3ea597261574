import type { Money, Subscription } from '../db/billing.ts'
import { STARS } from '../db/billing.ts'
import type { Speech } from './texts.ts'

type Rail = Subscription['rail']

/** How somebody pays: `by card`. */
export function wayOf({ plain }: Speech, rail: Rail): string {
  return rail === 'card' ? plain('way-card') : plain('way-stars')
}

/** Who holds the money and answers for it. */
export function providerOf({ plain }: Speech, rail: Rail): string {
  return rail === 'card' ? plain('provider-card') : plain('provider-stars')
}

/**
 * The rail of a payment that is told without it. Telegram has claimed a currency that is not its own (case 7), so what
 * is no Stars is a card's only where its id is one of Stripe's, or of ours.
 */
export function railOf({ price, chargeId }: { price: Money; chargeId: string }): Rail {
  return price.currency !== STARS && /^(?:pi|in)_|^[\da-f-]{36}$/.test(chargeId) ? 'card' : 'stars'
}
