import { pino } from 'pino'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { Unfit } from '../card-rail.ts'
import { readConfig } from '../config.ts'
import type { PlanTerms } from '../db/plan.ts'
import type { CheckoutJson, LinkJson, SubscriptionJson } from '../server/billing-contract.ts'
import type { PlanJson } from '../server/contract.ts'
import { startStarpass } from '../starpass.ts'
import { sandboxClient } from './sandbox/client.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { CARD_SHOP } from './server/card-stage.ts'
import { callShop, signInTo } from './support/app-buyer.ts'
import { createDatabase } from './support/books.ts'
import { freePort } from './support/free-port.ts'

/** A shop that sells by card, as it is started: all of it, between a Telegram and a Stripe. */
const TOKEN = '4200000001:a-token-for-tests-that-opens-nothing'
const STRIPE = { secretKey: 'sk_test_cards', currency: 'eur' }
const HOOK_SECRET = 'whsec_cards'
/** Two processes, and what is worked out in the background, on a machine that has much to do. */
const PATIENCE = { timeout: 60_000 }

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }],
    local: true,
    stripe: STRIPE,
  })
  const { stripe } = sandboxClient(sandbox.url)
  const euro = { currency: 'eur' }
  await stripe.addPrice({ id: 'price_monthly', name: 'Monthly', amount: 900, interval: 'month', ...euro })
  await stripe.addPrice({ id: 'price_course', name: 'Course', amount: 4900, ...euro })
  await stripe.addPrice({ id: 'price_pass', name: 'Pass', amount: 1200, ...euro })
})
afterAll(() => sandbox.stop())

interface Place {
  parts?: { bot: boolean; server: boolean }
  plans?: PlanTerms[]
  database: string
  port: number
  env?: Record<string, string>
}

/** Starts a process of the shop, or refuses to. What it logged at warn and above is kept. */
async function start({
  parts = { bot: true, server: true },
  plans = CARD_SHOP,
  database,
  port,
  env = {},
}: Place) {
  const read = readConfig({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.url,
    DATABASE_URL: database,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SESSION_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: STRIPE.secretKey,
    STRIPE_WEBHOOK_SECRET: HOOK_SECRET,
    STRIPE_API_ROOT: sandbox.url,
    PORT: parts.server ? String(port) : '0',
    METRICS_PORT: '0',
    ...env,
  })
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  const said: string[] = []
  const logger = pino({ level: 'warn' }, { write: line => void said.push(JSON.parse(line).msg) })
  const { config } = read
  const shop = await startStarpass({ config, plans, parts, logger, onProgress: () => {} })
  onTestFinished(() => shop.stop())
  return { ...shop, said }
}

async function newPlace() {
  return { database: await createDatabase(), port: await freePort() }
}

// A subscription from the first click to the last, as somebody lives through it.
it(
  'sells by card, books what Stripe tells, and lets people end it, with bot and HTTP side apart',
  PATIENCE,
  async () => {
    const place = await newPlace()
    const url = `http://127.0.0.1:${place.port}`
    await start({ ...place, parts: { bot: false, server: true } })
    await start({ ...place, parts: { bot: true, server: false } })
    const telegram = sandboxClient(sandbox.url)
    const { stripe } = telegram
    await stripe.setEndpoint({ url: `${url}/api/v1/stripe/webhook`, secret: HOOK_SECRET })
    const { user } = await telegram.addPerson({ first_name: 'Ann' })
    const token = await signInTo({ shop: url, token: TOKEN }, user.id)
    const get = <Json>(path: string) => callShop<Json>(`${url}/api/v1/${path}`, null, token)
    const post = <Json>(path: string, body: object = {}) =>
      callShop<Json>(`${url}/api/v1/${path}`, body, token)

    const plans = await get<PlanJson[]>('catalog')
    expect(plans.map(({ card }) => card?.recurring ?? null)).toEqual([true, false, false, null])
    const page = await post<CheckoutJson>('billing/checkout', { plan: 'monthly' })
    const paid = await stripe.payCheckout({ session: page.session_id, card: '4242424242424242' })
    expect(paid).toEqual({ kind: 'complete', return_to: `${url}/return/paid?language=en` })
    expect((await fetch(`${url}/return/paid?language=en`)).status).toBe(200)

    const now = () => get<SubscriptionJson>('billing/subscription')
    await expect.poll(async () => (await now()).tier, PATIENCE).toBe('paid')
    expect(await now()).toMatchObject({
      plan: 'monthly',
      status: 'active',
      rail: 'card',
      renews: true,
      portal: true,
    })
    expect(await post<LinkJson>('billing/portal')).toEqual({ url: expect.stringContaining(sandbox.url) })
    expect(await post<LinkJson>('billing/subscription/cancel')).toEqual({
      url: expect.stringContaining(sandbox.url),
    })

    const [subscription] = await stripe.subscriptions({ customer: String((await stripe.customers())[0]?.id) })
    await stripe.cancelSubscription({ subscription: String(subscription?.id), when: 'period_end' })
    await expect.poll(async () => (await now()).renews, PATIENCE).toBe(false)
    expect(await now()).toMatchObject({ tier: 'paid', cancel_at_period_end: true })
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ providers: { stripe: 'ok' } })
  },
)

// case 81
it('does not start where plans and prices differ, and tells every difference at once', async () => {
  const [monthly, ...others] = CARD_SHOP
  const wrong = { price: 'price_pass', amount: 900, currency: 'USD' }
  const plans = [
    { ...monthly, card: wrong } as PlanTerms,
    ...others.map(plan =>
      plan.code === 'pass' ? { ...plan, card: { ...wrong, price: 'price_none' } } : plan,
    ),
  ]
  const refused = await start({ ...(await newPlace()), plans }).catch(error => error)
  expect(refused).toBeInstanceOf(Unfit)
  expect(refused.problems).toEqual([
    expect.stringContaining('The plan monthly: card.amount is 900, and price_pass costs 1200'),
    expect.stringContaining('The plan monthly: card.currency is USD, and price_pass is in EUR'),
    expect.stringContaining('The plan pass: Stripe has no price price_none'),
  ])
})

it('starts without Stripe, and sells for Stars meanwhile', PATIENCE, async () => {
  const place = await newPlace()
  const port = await freePort()
  const { said, url } = await start({ ...place, env: { STRIPE_API_ROOT: `http://127.0.0.1:${port}` } })
  const cards = async () => {
    const plans = (await (await fetch(`${url}/api/v1/catalog`)).json()) as PlanJson[]
    return plans.filter(({ card }) => card).length
  }
  expect(await cards()).toBe(0)
  expect(said).toContainEqual(expect.stringContaining('not sold by card until they are'))
})

// case 78
it('finds at Stripe, at a start, what no webhook told of', PATIENCE, async () => {
  const place = await newPlace()
  const telegram = sandboxClient(sandbox.url)
  const { user } = await telegram.addPerson({ first_name: 'Ben' })
  const first = await start(place)
  const shop = `http://127.0.0.1:${place.port}`
  const token = await signInTo({ shop, token: TOKEN }, user.id)
  const page = await callShop<CheckoutJson>(`${shop}/api/v1/billing/checkout`, { plan: 'pass' }, token)
  await first.stop()
  await telegram.stripe.payCheckout({ session: page.session_id, card: '4242424242424242' })

  await start(place)
  const tier = async () =>
    (await callShop<SubscriptionJson>(`${shop}/api/v1/billing/subscription`, null, token)).tier
  await expect.poll(tier, PATIENCE).toBe('paid')
})

it('sells nothing by card without a key, and says so at each start', async () => {
  const { said, url } = await start({ ...(await newPlace()), env: { STRIPE_SECRET_KEY: '' } })
  const plans = (await (await fetch(`${url}/api/v1/catalog`)).json()) as PlanJson[]
  expect(plans.every(({ card }) => card === null)).toBe(true)
  expect(said).toContain('not sold by card: STRIPE_SECRET_KEY is not set')
  expect((await fetch(`${url}/api/v1/stripe/webhook`, { method: 'POST' })).status).toBe(404)
})
