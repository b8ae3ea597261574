import type { PlanTerms } from '../../db/billing.ts'
import { plan } from '../support/books.ts'

/** A shop with one plan of every kind. */
export const PLANS: PlanTerms[] = [
  plan({
    code: 'pro',
    title: { en: 'Pro <3', ru: 'Про' },
    description: { en: 'Everything we have', ru: 'Всё, что у нас есть' },
    features: [{ en: 'No ads & more', ru: 'Без рекламы' }, 'API'],
    stars: { amount: 1, recurring: false },
  }),
  plan({
    code: 'ever',
    term: 'lifetime',
    description: '',
    entitlements: ['ever'],
    stars: { amount: 9000, recurring: false },
  }),
  plan({ code: 'club', term: 'P30D', stars: { amount: 100, recurring: true } }),
  plan({
    code: 'parcel',
    goods: 'physical',
    stars: null,
    card: { price: 'price_1', amount: 500, currency: 'EUR' },
  }),
]
