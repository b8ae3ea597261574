import { type Money, STARS } from '../db/billing.ts'
import { minorDigits } from './minor-units.ts'
import type { Speech } from './texts.ts'

/** A price in words: `250 Stars`, `€9.99`. */
export function priceOf({ plain, language }: Speech, price: Money): string {
  if (price.currency === STARS) return plain('stars', { amount: price.amount })
  // Quarantined charges may come in what is no currency at all.
  if (!/^[A-Z]{3}$/.test(price.currency)) return `${price.amount} ${price.currency}`
  const currency = { style: 'currency', currency: price.currency } as const
  const locale = `${language}-u-nu-latn`
  const digits = minorDigits(price.currency)
  const usual = new Intl.NumberFormat(locale, currency).resolvedOptions().minimumFractionDigits ?? digits
  const isWhole = price.amount % 10 ** digits === 0
  const shown = {
    minimumFractionDigits: isWhole ? Math.min(usual, digits) : digits,
    maximumFractionDigits: digits,
  }
  return new Intl.NumberFormat(locale, { ...currency, ...shown }).format(decimal(price.amount, digits))
}

/** The same where there is little room: `250 ⭐`. */
export function shortPriceOf(speech: Speech, price: Money): string {
  return price.currency === STARS
    ? speech.plain('stars-short', { amount: price.amount })
    : priceOf(speech, price)
}

/** Several prices of one thing: `250 Stars or €9.99`. */
export function eitherOf({ language }: Speech, prices: string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(prices)
}

/** The exact number, as it is written: an amount never becomes a fraction on its way. */
function decimal(amount: number, digits: number): Intl.StringNumericLiteral {
  const sign = amount < 0 ? '-' : ''
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits)
  return `${sign}${whole}.${figures.slice(figures.length - digits)}0` as Intl.StringNumericLiteral
}
