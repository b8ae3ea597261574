/** The bot's statement of Stars, as it fills by other ways than people's payments. */

/**
 * `POST /control/transaction`: Stars come or go for another reason than a payment of ours. In: `paid_media`,
 * `affiliate` (a commission), `chat`, `fragment` (a failed withdrawal comes back), `other`. Out: `ads`, `api`, `gift`, `premium`.
 */
export interface OtherTransaction {
  kind: OtherKind
  stars: number
  /** Whose; for `paid_media`, `gift` and `premium`. The first person there is unless given. */
  person?: number
}

export type OtherKind =
  | 'paid_media'
  | 'affiliate'
  | 'chat'
  | 'fragment'
  | 'other'
  | 'ads'
  | 'api'
  | 'gift'
  | 'premium'

/**
 * `POST /control/many-transactions`: so many payments in one go that no update tells of, for long statements. Their ids are
 * `id` and a number from 1 on, `{n}` in the payload is that number too. No purse is asked, and they cannot be refunded.
 */
export interface ManyTransactions {
  count: number
  person: number
  stars: number
  id: string
  payload: string
  /** Between one and the next, the last being paid now; 1 unless given. */
  every_seconds?: number
  /** Each is given back at once: two lines of one id. */
  refunded?: boolean
}
