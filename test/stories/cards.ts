import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { BotCard } from '../../bot/dependencies.ts'
import type { PlanTerms } from '../../db/billing.ts'
import { createApp } from '../../server/app.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { createStripe } from '../../server/stripe/client.ts'
import { watchPrices } from '../../server/stripe/prices.ts'
import { createCardRail } from '../../server/stripe/rail.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import type { TestBooks } from '../support/books.ts'

export const SECRET_KEY = 'sk_test_stage'
const WEBHOOK_SECRET = 'whsec_stage'

/** The HTTP side of a shop that sells by card: everything real but Stripe. */
interface CardsNeed {
  books: TestBooks
  /** Where Stripe is played, and its control face. */
  apiRoot: string
  stripe: SandboxClient['stripe']
  plans: PlanTerms[]
  /** Codes of the plans whose price at Stripe renews by the month; others are paid once. */
  monthly: string[]
  logger: Logger
  registry: Registry
}

export async function startCards(need: CardsNeed): Promise<{ card: BotCard; stop(): Promise<void> }> {
  const { books, apiRoot, plans, logger, registry } = need
  const { billing, clock } = books
  await addPrices(need)
  await need.stripe.settleIn({ currency: 'eur' })
  const { stripe, health } = createStripe({ secretKey: SECRET_KEY, apiRoot })
  const common = { billing, logger, registry, stripe, livemode: false, now: clock.now }
  const prices = watchPrices({ ...common, plans })
  const { problems } = await prices.check()
  if (problems.length > 0) throw new Error(problems.join(' '))
  const publicUrl = 'https://shop.example'
  const card = createCardRail({ ...common, health, prices, publicUrl })
  const app = createApp({
    ...common,
    apiKeys: [],
    upgradeUrl: async () => null,
    probes: {},
    telegramWebhook: null,
    card,
    stripeWebhook: { secrets: [WEBHOOK_SECRET], livemode: false, now: clock.now },
    miniApp: null,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  await need.stripe.setEndpoint({ url: `${address}/api/v1/stripe/webhook`, secret: WEBHOOK_SECRET })
  const { bring, reconcile } = createReader(common)
  await billing.cards.work(bring)
  return { card: { ...card, reconcile }, stop: async () => void (await app.close()) }
}

async function addPrices({ stripe, plans, monthly }: CardsNeed): Promise<void> {
  for (const { code, card } of plans) {
    if (!card) continue
    const { price: id, amount } = card
    const interval = monthly.includes(code) ? { interval: 'month' as const } : {}
    await stripe.addPrice({ id, name: code, amount, currency: card.currency.toLowerCase(), ...interval })
  }
}
