import type { Stripe } from 'stripe'
import type { StatementLine } from '../../db/billing.ts'
import { idOf, instant, money } from './reading.ts'

/** A move of the balance, as a line of the statement. `isOpen`: whether it stays, Stripe does not know itself yet. */
export interface Told {
  line: StatementLine
  isOpen: boolean
}

/** The move with its `source` expanded: that names the payment it belongs to, where there is one. */
export function translateLine(moved: Stripe.BalanceTransaction): Told {
  const { id, amount, currency, fee, created, type } = moved
  const about = aboutOf(moved)
  const line: StatementLine = {
    providerId: id,
    direction: amount < 0 ? 'out' : 'in',
    kind: about?.kind ?? 'other',
    ...money(Math.abs(amount), currency),
    fee,
    chargeId: about?.chargeId ?? null,
    at: instant(created),
    what: type,
  }
  return { line, isOpen: about?.isOpen ?? false }
}

interface About {
  kind: 'payment' | 'refund' | 'dispute'
  /** As the books name it: the payment intent. */
  chargeId: string
  isOpen: boolean
}

/** null: it belongs to no payment that can be ours, as a payout, a fee, a bank debit that came to nothing. */
function aboutOf({ source, type }: Stripe.BalanceTransaction): About | null {
  if (source === null || typeof source === 'string' || type === 'payment_failure_refund') return null
  switch (source.object) {
    case 'charge':
      // A bank debit moves the balance while it is still under way, and back where it fails.
      if (source.status === 'failed') return null
      return named('payment', source.payment_intent, source.status === 'pending')
    case 'refund':
      return named('refund', source.payment_intent)
    case 'dispute':
      return named('dispute', source.payment_intent)
    default:
      return null
  }
}

function named(
  kind: About['kind'],
  payment: string | { id: string } | null | undefined,
  isOpen = false,
): About | null {
  const chargeId = idOf(payment)
  return chargeId === null ? null : { kind, chargeId, isOpen }
}
