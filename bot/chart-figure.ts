import { type Money, STARS } from '../db/billing.ts'
import { minorDigits } from './minor-units.ts'
import type { Speech } from './texts.ts'

/** From here on cents only take room. */
const BIG = 1_000
/** From here on the last digits do, too. */
const HUGE = 10_000_000

/** What the fonts of our pictures cannot draw: then it is named by its code. */
const UNDRAWN = /[\u058f\u060b\u09f3\u17db\u20bc\u20be\u20c0]/

/** An amount as it is read at a glance: `1,250`, `$9.99`, `€12,345`, `€1.2M`. The exact one stands in words beside the picture. */
export function figureOf(speech: Speech, { amount, currency }: Money): string {
  if (currency === STARS) return countOf(speech, amount)
  const digits = minorDigits(currency)
  const units = amount / 10 ** digits
  const shown =
    Math.abs(units) < BIG && amount % 10 ** digits !== 0 ? { minimumFractionDigits: digits } : shownOf(units)
  const style = { style: 'currency', currency, ...shown } as const
  const locale = localeOf(speech)
  const short = new Intl.NumberFormat(locale, { ...style, currencyDisplay: 'narrowSymbol' }).format(units)
  if (!UNDRAWN.test(short)) return short
  return new Intl.NumberFormat(locale, { ...style, currencyDisplay: 'code' }).format(units)
}

/** How many Stars, or people. */
export function countOf(speech: Speech, count: number): string {
  return new Intl.NumberFormat(localeOf(speech), shownOf(count)).format(count)
}

function localeOf({ language }: Speech): string {
  return `${language}-u-nu-latn`
}

function shownOf(units: number): Intl.NumberFormatOptions {
  return Math.abs(units) < HUGE
    ? { maximumFractionDigits: 0 }
    : { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
}
