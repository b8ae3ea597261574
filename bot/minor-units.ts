/**
 * How many digits of an amount stand behind the point. Amounts are in the provider's minor units, which are not always
 * those of ISO 4217 or of the language's habits: 500 forints are 50000 (docs.stripe.com/currencies, "Minor units").
 */
export function minorDigits(currency: string): number {
  if (WHOLE.has(currency)) return 0
  return THOUSANDTHS.has(currency) ? 3 : 2
}

const WHOLE = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const THOUSANDTHS = new Set('BHD JOD KWD OMR TND'.split(' '))
