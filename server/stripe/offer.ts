import type { OpenCheckoutResult } from '../../db/billing.ts'
import type { Obstacle } from './obstacle.ts'

export interface CheckoutRequest {
  personId: number
  planCode: string
  /** For Stripe's page and ours; null: what their browser asks for. */
  language: string | null
  /** They know of the other subscription and want both (case 37). */
  anyway: boolean
}

/** A page to pay by card, or why there is none. */
export type CardOffer =
  | Page
  | Exclude<OpenCheckoutResult, { kind: 'opened' }>
  | Obstacle
  /** That order is paid, or is being paid in a slow way; the books will say so. */
  | { kind: 'paid'; orderId: string }
  /** Stripe does not answer, or refuses for a reason that only an operator can mend, who finds it in the log. */
  | { kind: 'unavailable' }

/**
 * They may hold this plan already, until `stacksAfter`: what they buy once begins there. Until `overlapsUntil`: what
 * renews begins and is charged at once, and so overlaps with it. null: they do not hold it, or it is of the other sort.
 */
interface Page {
  kind: 'opened'
  url: string
  orderId: string
  sessionId: string
  expiresAt: Date
  stacksAfter: Date | null
  overlapsUntil: Date | null
}
