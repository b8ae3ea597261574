/** Subscriptions in Stars, as people see them in their settings: `GET /control/subscriptions`, and in a person's chat. */
export interface SubscriptionView {
  /** The charge id of its first payment. */
  id: string
  person: number
  title: string
  payload: string
  stars: number
  period_seconds: number
  /** Where it can be begun anew once it has ended; not there where no link sold it. */
  invoice_url?: string
  /** Seconds since the epoch. */
  expires: number
  /** `failing`: the renewal is overdue, and will be tried again at `next_try`. */
  state: 'active' | 'canceled' | 'failing' | 'ended'
  /** The bot canceled it, and has not allowed the person to turn it on again. */
  canceled_by_bot: boolean
  next_try?: number
  /** So many attempts to come fail, as was arranged. */
  fails_next: number
  /** Of all its payments, oldest first. */
  charges: string[]
}

/**
 * `POST /control/cancel-subscription`, `/renew-subscription`: the person's own wish, in Telegram's settings. To renew is
 * to turn a canceled one on again, or to pay an overdue one now.
 */
export interface OfSubscription {
  /** The charge id of its first payment. */
  id: string
}

/** `POST /control/fail-renewals`: so many attempts to renew it fail from now on, whatever is in the purse. */
export interface FailRenewals extends OfSubscription {
  times: number
}

/** `POST /control/renewal-rules`: what nobody outside Telegram knows of renewals, either way. */
export interface RenewalRules {
  /** The bot is asked by a pre-checkout query before each renewal, as before any payment. Never unless said. */
  asks: boolean
}

/** `POST /control/fill-purse`: a person buys Stars, as many as they like. */
export interface FillPurse {
  person: number
  stars: number
}
