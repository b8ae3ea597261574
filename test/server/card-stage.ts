import { Registry } from 'prom-client'
import { onTestFinished } from 'vitest'
import { type AppDependencies, createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import { createStripe } from '../../server/stripe/client.ts'
import { watchPrices } from '../../server/stripe/prices.ts'
import { type CardRail, createCardRail } from '../../server/stripe/rail.ts'
import { plan, type TestBooks } from '../support/books.ts'
import type { Stage } from './stage.ts'

export const SECRET_KEY = 'sk_test_of_the_stage'

/** Sold by card: month by month, and once. */
export const CARD_SHOP = [
  plan({
    code: 'monthly',
    goods: 'service',
    graceDays: 3,
    stars: null,
    card: { price: 'price_monthly', amount: 900, currency: 'EUR' },
  }),
  plan({
    code: 'course',
    term: 'lifetime',
    goods: 'service',
    card: { price: 'price_course', amount: 4900, currency: 'EUR' },
  }),
  plan({
    code: 'pass',
    goods: 'service',
    stars: null,
    card: { price: 'price_pass', amount: 1200, currency: 'EUR' },
  }),
  plan({ code: 'stars' }),
]

/** The same, and another month by month. */
export const WIDE_SHOP = [
  ...CARD_SHOP,
  plan({
    code: 'other',
    goods: 'service',
    graceDays: 3,
    stars: null,
    card: { price: 'price_other', amount: 500, currency: 'EUR' },
  }),
]

/** The card rail over these books, by the real SDK, to whatever plays Stripe at `url`. */
function railTo(
  url: string,
  { billing, now }: Pick<TestBooks, 'billing'> & { now: () => Date },
  logger: AppDependencies['logger'],
): CardRail {
  const { stripe, health } = createStripe({ secretKey: SECRET_KEY, apiRoot: url })
  const prices = watchPrices({ stripe, plans: CARD_SHOP, logger, now: () => new Date() })
  const publicUrl = 'https://shop.example'
  return createCardRail({ billing, stripe, health, prices, livemode: false, publicUrl, logger, now })
}

export interface CardApp {
  app: ReturnType<typeof createApp>
  registry: Registry
  /** Each line of its log. */
  lines(): { level: string; msg: string }[]
}

/**
 * A process of the shop, over the books of `stage`: its own memory, the same books. `url`: where it finds Stripe; null:
 * nothing is sold by card there.
 */
export function cardApp({ dependencies, clock }: Stage, url: string | null): CardApp {
  const written: string[] = []
  const logger = createLogger('trace', { write: line => void written.push(line) })
  const registry = new Registry()
  const card = url === null ? null : railTo(url, { ...dependencies, now: clock.now }, logger)
  const app = createApp({ ...dependencies, registry, logger, card })
  onTestFinished(() => app.close())
  return { app, registry, lines: () => written.map(line => JSON.parse(line)) }
}
