import { sandboxClient } from '../sandbox/client.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** The demo's account at the played Stripe; its keys open nothing anywhere else. */
export const STRIPE = {
  secretKey: 'sk_test_of_the_sandbox_that_opens_nothing',
  webhookSecret: 'whsec_of_the_sandbox_that_proves_nothing',
  /** The balance is kept in dollars; what is paid in euros is converted. */
  rates: { eur: 1.08 },
}

/** What `plans.json` beside this file names. */
const PRICES = [
  { id: 'price_demo_club', name: "The makers' club", amount: 1900, currency: 'usd', interval: 'month' },
  { id: 'price_demo_advice', name: 'An hour of advice', amount: 4900, currency: 'eur' },
] as const

/** Puts the prices there that are not there yet. */
export async function stock({ url }: Pick<Sandbox, 'url'>): Promise<void> {
  const { stripe } = sandboxClient(url)
  const there = new Set((await stripe.prices()).map(({ id }) => id))
  for (const price of PRICES) if (!there.has(price.id)) await stripe.addPrice(price)
}

/** Stripe tells the shop at this address, from now on, of what happened and what it has not heard yet. */
export async function tellShop({ url }: Pick<Sandbox, 'url'>, shopUrl: string): Promise<void> {
  const { stripe } = sandboxClient(url)
  await stripe.setEndpoint({
    id: 'we_demo',
    url: `${shopUrl}/api/v1/stripe/webhook`,
    secret: STRIPE.webhookSecret,
  })
}
