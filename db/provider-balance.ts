import { defineEntity, p } from '@mikro-orm/core'
import type { Rail } from './money.ts'

/** What a provider last said it holds for us, beside what the books said at that moment. One row per rail and currency. */
export const ProviderBalanceEntity = defineEntity({
  name: 'ProviderBalance',
  tableName: 'provider_balances',
  properties: {
    rail: p.text().$type<Rail>().primary(),
    currency: p.text().primary(),
    /** The provider's figure; may be negative (case 34). */
    amount: p.bigint('number'),
    booked: p.bigint('number'),
    /** Since when the two differ by just so much. */
    driftSince: p.datetime(),
    /** The difference admins were last told of; null: of none, or it went away since. */
    alertedDrift: p.bigint('number').nullable(),
  },
})

/** What a provider says it holds for us, in minor units; where it takes fees, what its moves come to before them. */
export interface BalanceReading {
  rail: Rail
  currency: string
  amount: number
}

/** `drift` = booked - provider. Payments in flight make it differ from zero for a moment. */
export interface BalanceComparison {
  booked: number
  provider: number
  drift: number
}

/** How far the books were from the provider at the last reading: booked - provider. */
export interface Drift {
  rail: Rail
  currency: string
  drift: number
}
