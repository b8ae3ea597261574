import { type Money, STARS } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** A price in words: `250 Stars`, `€9.99`. */
export function priceOf({ plain, language }: Speech, price: Money): string {
  if (price.currency === STARS) return plain('stars', { amount: price.amount })
  // Only quarantined charges come in other currencies, and theirs may be no currency at all.
  if (!/^[A-Z]{3}$/.test(price.currency)) return `${price.amount} ${price.currency}`
  const format = new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: 'currency',
    currency: price.currency,
  })
  return format.format(price.amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}

/** The same where there is little room: `250 ⭐`. */
export function shortPriceOf(speech: Speech, price: Money): string {
  return price.currency === STARS
    ? speech.plain('stars-short', { amount: price.amount })
    : priceOf(speech, price)
}
