import type { World } from '../../world.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { BalanceTransaction } from '../state.ts'

export interface Move {
  type: BalanceTransaction['type']
  reporting_category: string
  /** Signed, in the currency of the charge. */
  amount: number
  currency: string
  /** What Stripe keeps, in the balance's currency. */
  fee: number
  source: string
  description: string | null
}

const day = 24 * 60 * 60

/** Moves the balance: converted into its currency where the charge was in another. */
export function newBalanceTransaction(world: World, move: Move): BalanceTransaction {
  const { account, balanceTransactions } = world.state.stripe
  const foreign = move.currency !== account.currency
  const rate = account.rates[move.currency] ?? 1
  const amount = foreign ? Math.round(move.amount * rate) : move.amount
  const { currency } = account
  const transaction: BalanceTransaction = {
    id: newId(world, 'txn'),
    object: 'balance_transaction',
    amount,
    available_on: moment(world) + 2 * day,
    balance_type: 'payments',
    created: moment(world),
    currency,
    description: move.description,
    exchange_rate: foreign ? rate : null,
    fee: move.fee,
    fee_details:
      move.fee === 0
        ? []
        : [
            {
              amount: move.fee,
              application: null,
              currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - move.fee,
    reporting_category: move.reporting_category,
    source: move.source,
    status: 'pending',
    type: move.type,
  }
  balanceTransactions.set(transaction.id, transaction)
  return transaction
}

/** 2.9 % and 30 of the balance's units, of an amount in the charge's currency. */
export function processingFee(world: World, amount: number, currency: string): number {
  const { account } = world.state.stripe
  const settled = currency === account.currency ? amount : amount * (account.rates[currency] ?? 1)
  return Math.round(settled * 0.029) + 30
}
