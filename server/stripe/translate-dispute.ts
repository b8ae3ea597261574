import type { Stripe } from 'stripe'
import type { DisputeState } from '../../db/billing.ts'
import { instant, money } from './reading.ts'

/** Stripe's words for how a dispute stands, and what they mean for access (case 71). An appeal is open again. */
const STAND: Record<string, DisputeState['stand']> = {
  needs_response: 'open',
  under_review: 'open',
  appeal_needs_response: 'open',
  appeal_under_review: 'open',
  won: 'won',
  lost: 'lost',
  prevented: 'harmless',
  warning_needs_response: 'harmless',
  warning_under_review: 'harmless',
  warning_closed: 'harmless',
}

export function isKnownDispute({ status }: Stripe.Dispute): boolean {
  return Object.hasOwn(STAND, status)
}

export function translateDispute(
  dispute: Stripe.Dispute,
  { chargeId, ticket }: { chargeId: string; ticket: number },
): DisputeState {
  return {
    rail: 'card',
    providerId: dispute.id,
    ticket,
    chargeId,
    status: dispute.status,
    stand: standOf(dispute),
    reason: dispute.reason,
    price: money(dispute.amount, dispute.currency),
    openedAt: instant(dispute.created),
  }
}

/** In a word we do not know, access follows the money: it waits while the money is gone (case 75). */
function standOf({ status, balance_transactions }: Stripe.Dispute): DisputeState['stand'] {
  const known = Object.hasOwn(STAND, status) ? STAND[status] : undefined
  if (known) return known
  return balance_transactions.reduce((sum, { amount }) => sum + amount, 0) < 0 ? 'open' : 'harmless'
}
