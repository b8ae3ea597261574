import type { Money, Rail } from './money.ts'

/** One move of the provider's balance that goes with a payment of ours, beside what `settle` and refunds book. */
export interface Movement {
  rail: Rail
  /** The provider's id of the balance transaction; booked once. */
  providerId: string
  /**
   * `charge`, `refund`, `refund_failure`: the gross is booked already, so only the fee and, where the provider
   * converted the currency, the conversion. `dispute`: the whole, either way.
   */
  kind: 'charge' | 'refund' | 'refund_failure' | 'dispute'
  chargeId: string
  /** The provider's ids, where it belongs to one. */
  refund: string | null
  dispute: string | null
  /** What the move was in the payment's own currency, and what the balance saw; signed, from our side. */
  presented: Money
  settled: Money
  /** In the currency of `settled`; what the provider kept. Negative: given back. */
  fee: number
}

/** A refund at the provider, whoever asked for it. */
export interface CardRefund {
  chargeId: string
  /** The provider's id. */
  providerId: string
  /** The id of our own refund, where the provider's carries it. */
  refundId: string | null
  amount: number
  /** `underway`: nothing has left the balance yet. `failed` after `taken`: what it took is given back (case 70). */
  state: 'underway' | 'taken' | 'failed'
  detail: string
  createdAt: Date
}

/** A dispute as its provider described it when it was read. */
export interface DisputeState {
  rail: Rail
  providerId: string
  ticket: number
  chargeId: string
  /** The provider's own word. */
  status: string
  /**
   * `open`: access waits. `won`: it is back. `lost`: it has ended. `harmless`: an inquiry that took nothing, or ended
   * without; access stays (case 71).
   */
  stand: 'open' | 'won' | 'lost' | 'harmless'
  reason: string
  price: Money
  openedAt: Date
}
