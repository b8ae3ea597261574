import type { Billing } from '../db/billing.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

type Account = Awaited<ReturnType<Billing['balances']>>[number]

/** What the ledger says of cards in one currency: what came in, what the provider kept, what banks hold. */
export function cardBlock(speech: Speech, accounts: Account[]): string {
  const { t } = speech
  const currency = accounts[0]?.currency ?? ''
  /** Debits less credits. */
  const balanceOf = (name: Account['account']) =>
    accounts.find(({ account }) => account === name)?.balance ?? 0
  const price = (amount: number) => priceOf(speech, { amount, currency })
  const changed = balanceOf('conversion')
  return [
    t('balance-card', { currency }),
    t('balance-card-cash', { price: price(balanceOf('cash')) }),
    t('balance-parts', { earned: price(0 - balanceOf('sales')), held: price(0 - balanceOf('suspense')) }),
    t('balance-card-costs', { fees: price(balanceOf('fees')), disputes: price(balanceOf('disputes')) }),
    ...(changed > 0 ? [t('balance-card-conversion', { price: price(changed) })] : []),
    ...(changed < 0 ? [t('balance-card-came', { price: price(-changed) })] : []),
    ...transferLine(speech, price, balanceOf('transfers')),
  ].join('\n')
}

/** What moved between the provider and the operator without a sale, if anything did; `taken`: debits less credits. */
export function transferLine({ t }: Speech, price: (amount: number) => string, taken: number): string[] {
  if (taken === 0) return []
  return [
    taken > 0
      ? t('balance-taken-out', { price: price(taken) })
      : t('balance-came-otherwise', { price: price(-taken) }),
  ]
}
