/** A subscription in Stars, from its first payment on: the part of a bot's state that time moves by itself. */
export interface StarSubscription {
  /** The charge id of its first payment, by which the bot names it. */
  id: string
  person: number
  title: string
  payload: string
  currency: string
  /** Stars a period. */
  amount: number
  /** Seconds. */
  period: number
  /** Of the link it was begun by; '' where an invoice message sold it. */
  slug: string
  /** In seconds: the end of what is paid for. */
  expires: number
  /** It will not be renewed. */
  canceled: boolean
  /** The bot does not want it renewed: until it allows that again, the person cannot. */
  canceledByBot: boolean
  /** How often the renewal that is due has failed so far. */
  failed: number
  /** So many attempts to come fail, whatever is in the purse. */
  failsNext: number
  ended: boolean
  /** Of all its payments, oldest first. */
  charges: string[]
}
