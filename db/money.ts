/** How money reaches us: Telegram Stars, or a card through Stripe. */
export type Rail = 'stars' | 'card'

/** An amount in minor units (Stars: whole Stars; cents for cards), always an exact integer. */
export interface Money {
  amount: number
  /** `XTR` for Stars, otherwise an ISO 4217 code in capitals. */
  currency: string
}

/** The currency code Telegram gives its Stars. */
export const STARS = 'XTR'
