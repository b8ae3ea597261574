import type { PlanTerms } from './plan.ts'
import type { Reading, Spot } from './plan-reading.ts'

/** Ours: Telegram documents no largest price of a single invoice in Stars. */
const MOST_STARS = 100_000
/** Telegram's: `createInvoiceLink`, subscription_period, "must not exceed 10000 Stars". */
const MOST_STARS_RECURRING = 10_000

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

export function readStars(reading: Reading, spot: Spot | undefined): PlanTerms['stars'] {
  if (!spot) return null
  const field = reading.object(spot, { required: ['amount'], optional: ['recurring'] })
  const recurring = reading.boolean(field('recurring'))
  const most = recurring ? MOST_STARS_RECURRING : MOST_STARS
  const must = `be a whole number of Stars from 1 to ${most}${recurring ? ' (a recurring plan)' : ''}`
  return { amount: reading.integer(field('amount'), 1, most, must), recurring }
}

export function readCard(reading: Reading, spot: Spot | undefined): PlanTerms['card'] {
  if (!spot) return null
  const field = reading.object(spot, { required: ['price', 'amount', 'currency'] })
  const isCurrency = (value: string) => CURRENCIES.has(value.toUpperCase())
  return {
    price: reading.string(field('price'), isPriceId, "be the id of a Stripe price, as 'price_1Abc'"),
    amount: reading.integer(
      field('amount'),
      1,
      Number.MAX_SAFE_INTEGER,
      'be a whole number of minor units (cents) from 1',
    ),
    currency: reading
      .string(field('currency'), isCurrency, 'be a currency of ISO 4217, as USD')
      .toUpperCase(),
  }
}

function isPriceId(value: string): boolean {
  return /^\w{1,255}$/.test(value)
}
