import Stripe from 'stripe'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import type { StripeOptions } from '../sandbox/stripe/state.ts'
import { stage } from './stage.ts'

export const secretKey = 'sk_test_sandboxSuite'

/** A sandbox with an account at Stripe, the real SDK, and a clock that stands until it is turned. */
export async function stripeStage(
  options: Partial<StripeOptions> = {},
  others: Partial<SandboxOptions> = {},
) {
  const account = { secretKey, asyncCapture: false, ...options }
  const { url, control, clock, ...rest } = await stage({ stripe: account, ...others })
  const { hostname, port } = new URL(url)
  const sdk = (key = options.secretKey ?? secretKey) =>
    new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0 })
  const stripe = sdk()
  const { stripe: deeds } = control
  return { ...rest, url, control, deeds, clock, sdk, stripe }
}

/** What Stripe said no with; a call that succeeds fails the test. */
export async function refused(call: Promise<unknown>) {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const { statusCode, type, code, param, message } = error
    return { statusCode, type, code, param, message }
  }
  throw new Error('the call was to be refused, and was not')
}

/** A customer, prices of both kinds, and sessions for them. */
export async function stripeShop(options: Partial<StripeOptions> = {}) {
  const set = await stripeStage(options)
  const { stripe, deeds } = set
  await deeds.addPrice({ id: 'price_once', name: 'Year', amount: 5000, currency: 'usd' })
  await deeds.addPrice({ id: 'price_month', name: 'Month', amount: 900, currency: 'usd', interval: 'month' })
  const customer = await stripe.customers.create({ email: 'ann@example.com', metadata: { person: '7' } })
  const base = {
    customer: customer.id,
    success_url: 'https://shop.example/paid?session={CHECKOUT_SESSION_ID}',
  }

  return {
    ...set,
    customer,
    base,
    once: (given: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      stripe.checkout.sessions.create({
        ...base,
        mode: 'payment',
        line_items: [{ price: 'price_once', quantity: 1 }],
        payment_intent_data: { metadata: { order: 'one' } },
        ...given,
      }),
    monthly: (given: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      stripe.checkout.sessions.create({
        ...base,
        mode: 'subscription',
        line_items: [{ price: 'price_month', quantity: 1 }],
        subscription_data: { metadata: { order: 'month' } },
        ...given,
      }),
    /** What happened, oldest first, by its types alone. */
    told: async (since = 0) => (await deeds.events()).slice(since).map(({ type }) => type),
    /** Moves the clock to this moment, in seconds. */
    turnTo: async (at: number) => {
      const { now } = await set.control.clock()
      await set.control.turnClock(at * 1000 - Date.parse(now))
    },
  }
}

export type StripeShop = Awaited<ReturnType<typeof stripeShop>>

/** A subscription paid for a first month. */
export async function subscribed({ monthly, deeds, stripe }: StripeShop, card = '4242424242424242') {
  const session = await monthly()
  await deeds.payCheckout({ session: session.id, card })
  const { subscription } = await stripe.checkout.sessions.retrieve(session.id)
  if (typeof subscription !== 'string') throw new Error('there is no subscription')
  return subscription
}

/** A charge of 50 dollars. */
export async function charged({ once, deeds, stripe }: StripeShop) {
  const session = await once()
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  const [charge] = (await stripe.charges.list()).data
  if (!charge) throw new Error('there is no charge')
  return charge
}
