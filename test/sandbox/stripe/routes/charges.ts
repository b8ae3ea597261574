import type Stripe from 'stripe'
import { params, text, unplayed } from '../check.ts'
import { find } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { onlyExpand, type Route, route } from '../route.ts'

const charges = params<Stripe.ChargeListParams>()({
  ...dated,
  customer: text,
  payment_intent: text,
  transfer_group: unplayed,
})
const intents = params<Stripe.PaymentIntentListParams>()({
  ...dated,
  customer: text,
  customer_account: unplayed,
})
const transactions = params<Stripe.BalanceTransactionListParams>()({
  ...dated,
  currency: text,
  payout: unplayed,
  source: text,
  type: text,
})

export const chargeRoutes: Route[] = [
  route('GET', '/payment_intents/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.paymentIntents, 'payment_intent', id, 'intent'),
  ),
  route('GET', '/payment_intents', intents, ({ world, params }) => {
    const kept = [...world.state.stripe.paymentIntents.values()].filter(
      intent => (params.customer ?? intent.customer) === intent.customer && inSpan(intent, params.created),
    )
    return list(kept, params, '/v1/payment_intents')
  }),
  route('GET', '/charges/:id', onlyExpand, ({ world, id }) => find(world.state.stripe.charges, 'charge', id)),
  route('GET', '/charges', charges, ({ world, params }) => {
    const kept = [...world.state.stripe.charges.values()].filter(
      charge =>
        (params.customer ?? charge.customer) === charge.customer &&
        (params.payment_intent ?? charge.payment_intent) === charge.payment_intent &&
        inSpan(charge, params.created),
    )
    return list(kept, params, '/v1/charges')
  }),
  route('GET', '/balance_transactions/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.balanceTransactions, 'balance transaction', id),
  ),
  route('GET', '/balance_transactions', transactions, ({ world, params }) => {
    const { currency, source, type, created } = params
    const kept = [...world.state.stripe.balanceTransactions.values()].filter(
      transaction =>
        (currency ?? transaction.currency) === transaction.currency &&
        (source ?? transaction.source) === transaction.source &&
        (type ?? transaction.type) === transaction.type &&
        inSpan(transaction, created),
    )
    return list(kept, params, '/v1/balance_transactions')
  }),
]
