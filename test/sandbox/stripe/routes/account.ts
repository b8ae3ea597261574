import type Stripe from 'stripe'
import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { moment } from '../life.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import type { Stored } from '../stored.ts'

export const accountRoutes: Route[] = [
  route('GET', '/account', onlyExpand, ({ world }) => accountOf(world)),
  route('GET', '/balance', onlyExpand, ({ world }) => balanceOf(world)),
]

function accountOf({ state }: World): Stored<Stripe.Account> {
  const { id, country, currency } = state.stripe.account
  return {
    id,
    object: 'account',
    charges_enabled: true,
    country,
    default_currency: currency,
    details_submitted: true,
    email: 'sandbox@example.com',
    payouts_enabled: true,
    type: 'standard',
  }
}

/** What all balance transactions come to, of each currency; available once each is two days old. */
function balanceOf(world: World): Stored<Stripe.Balance> {
  const { account, balanceTransactions } = world.state.stripe
  const sums = new Map([[account.currency, { available: 0, pending: 0 }]])
  for (const { currency, net, available_on } of balanceTransactions.values()) {
    const sum = sums.get(currency) ?? { available: 0, pending: 0 }
    sum[available_on <= moment(world) ? 'available' : 'pending'] += net
    sums.set(currency, sum)
  }
  const of = (kind: 'available' | 'pending') =>
    [...sums].map(([currency, sum]) => ({ amount: sum[kind], currency, source_types: { card: sum[kind] } }))
  return { object: 'balance', available: of('available'), livemode: isLive(world), pending: of('pending') }
}
