import type { StarTransaction, TransactionPartner } from 'grammy/types'
import { type Charge, STARS, type StatementLine, storable } from '../db/billing.ts'
import { instant, short } from './stars.ts'

/** One transaction of `getStarTransactions`: a line of the statement, and what it says of a sale. */
export interface StarLine extends StatementLine {
  /** Paid, or with the direction `out` given back; null: it is of no sale. */
  charge: Charge | null
}

/**
 * What a transaction says. Its id is that of the charge, for a refund as for the payment, and only who stands in it, a
 * source or a receiver, tells them apart (case 16). Never throws, whatever it holds; `now` stands for a date that is none.
 */
export function readTransaction(transaction: StarTransaction, now: Date): StarLine {
  const { id, amount, date, source, receiver } = transaction
  const direction = receiver ? 'out' : 'in'
  const partner = receiver ?? source
  const at = instant(date) ?? now
  const line = {
    providerId: short(typeof id === 'string' ? id : ''),
    direction,
    amount: Number.isSafeInteger(amount) && amount > 0 ? amount : 0,
    currency: STARS,
    fee: 0,
    at,
  } as const
  const charge = chargeIn(transaction, partner, line)
  if (charge === null) return { ...line, kind: 'other', what: whatIs(partner), chargeId: null, charge }
  return {
    ...line,
    kind: direction === 'in' ? 'payment' : 'refund',
    what: 'invoice_payment',
    chargeId: charge.chargeId,
    charge,
  }
}

type Line = Pick<StarLine, 'providerId' | 'amount' | 'at'>
type Payer = Extract<TransactionPartner, { type: 'user' }>

function chargeIn(
  transaction: StarTransaction,
  partner: TransactionPartner | undefined,
  { providerId: chargeId, amount, at: paidAt }: Line,
): Charge | null {
  if (partner?.type !== 'user' || partner.transaction_type !== 'invoice_payment') return null
  const { user, invoice_payload: reference, subscription_period: periodSeconds = 0 } = partner
  // Nobody can be named to whom it belongs.
  if (!Number.isSafeInteger(user?.id) || chargeId === '') return null
  return {
    rail: 'stars',
    chargeId,
    payerId: user.id,
    price: { amount, currency: STARS },
    reference: short(typeof reference === 'string' ? reference : ''),
    paidAt,
    ...(periodSeconds > 0 && { recurring: { isFirst: null, endsAt: null, periodSeconds } }),
    payload: withoutName(transaction, partner),
  }
}

/** What Telegram said whole, and of the person nothing but the id. */
function withoutName(transaction: StarTransaction, { user, ...partner }: Payer): unknown {
  const bare = { ...partner, user: { id: user.id } }
  return storable({ ...transaction, ...(transaction.receiver ? { receiver: bare } : { source: bare }) })
}

function whatIs(partner: TransactionPartner | undefined): string {
  if (partner?.type === 'user') return short(String(partner.transaction_type))
  return short(String(partner?.type))
}
