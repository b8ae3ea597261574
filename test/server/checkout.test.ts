import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CheckoutJson } from '../../server/billing-contract.ts'
import { CARD_SHOP, cardApp } from './card-stage.ts'
import { choose, creates, openShop } from './checkout-shop.ts'
import { openStage, type Stage, signIn } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

const open = () => openShop(stage)

it('makes a page for the plan, of which nothing comes from the client', async () => {
  const { stripe, ...shop } = await open()
  const response = await shop.app.inject({
    method: 'POST',
    url: '/api/v1/billing/checkout',
    headers: { ...shop.headers, 'accept-language': 'ru', origin: 'https://evil.example' },
    payload: { plan: 'monthly', price: 'price_course', success_url: 'https://evil.example', amount: 1 },
  })
  expect(response.statusCode).toBe(201)
  const { order_id, session_id, url, expires_at, stacks_after } = response.json<CheckoutJson>()
  expect([url, stacks_after]).toEqual([stripe.of('cs')[0]?.['url'], null])

  const [customer] = creates(stripe.asked, 'customers')
  expect(customer).toMatchObject({
    fields: { 'metadata[person]': String(shop.id) },
    key: `customer:${shop.id}:0`,
  })
  const [session] = creates(stripe.asked, 'checkout/sessions')
  expect(session?.key).toBe(`order:${order_id}`)
  expect(session?.fields).toEqual({
    mode: 'subscription',
    customer: stripe.of('cus')[0]?.['id'],
    client_reference_id: order_id,
    'line_items[0][price]': 'price_monthly',
    'line_items[0][quantity]': '1',
    'metadata[person]': String(shop.id),
    'metadata[order]': order_id,
    'subscription_data[metadata][person]': String(shop.id),
    'subscription_data[metadata][order]': order_id,
    success_url: 'https://shop.example/return/paid?language=ru',
    cancel_url: 'https://shop.example/return/canceled?language=ru',
    expires_at: String(Math.floor(Date.parse(expires_at) / 1000)),
    'adaptive_pricing[enabled]': 'false',
    // Of a price that has several, it is not for the buyer's place to choose.
    currency: 'eur',
    locale: 'ru',
  })
  expect(session_id).toBe(stripe.of('cs')[0]?.['id'])
  expect(await stage.billing.accessOf(shop.id)).toEqual([])
})

it('sells once what is paid once, and says to the payment whose it is', async () => {
  const { stripe, ...shop } = await open()
  const response = await choose(shop, 'course', { language: 'ar' })
  const [session] = creates(stripe.asked, 'checkout/sessions')
  expect(session?.fields).toMatchObject({
    mode: 'payment',
    'payment_intent_data[metadata][order]': response.json<CheckoutJson>().order_id,
    // Stripe's pages speak no Arabic; the browser may know better.
    locale: 'auto',
  })
})

// case 90
it('says whether what they buy begins after what they hold, or beside it', async () => {
  const shop = await open()
  for (const [code, renews] of [
    ['pass', false],
    ['monthly', true],
  ] as const) {
    const { order_id: reference } = (await choose(shop, code)).json<CheckoutJson>()
    const order = await stage.billing.cards.orderBy(reference)
    if (!order) throw new Error('no order')
    const charge = { rail: 'card' as const, chargeId: `pi_${code}`, payerId: shop.id, price: order.price }
    await stage.billing.settle({ ...charge, reference, paidAt: stage.clock.now(), payload: {} })
    const until = expect.any(String)
    const [stacks_after, overlaps_until] = renews ? [null, until] : [until, null]
    expect((await choose(shop, code)).json()).toMatchObject({ stacks_after, overlaps_until })
    // And so when the same page is given again.
    expect((await choose(shop, code)).json()).toMatchObject({ stacks_after, overlaps_until })
  }
})

// case 67
it('makes one order, one customer and one session of a double click, in two processes at once', async () => {
  const { stripe, ...shop } = await open()
  const replica = { ...cardApp(stage, stripe.url), headers: shop.headers }
  const clicks = [shop, replica, shop, replica].map(each => choose(each, 'monthly'))
  const answers = (await Promise.all(clicks)).map(response => response.json<CheckoutJson>())
  expect(new Set(answers.map(({ order_id, url }) => `${order_id} ${url}`)).size).toBe(1)
  expect([stripe.of('cs').length, stripe.of('cus').length]).toEqual([1, 1])

  // Later it is the same one still, looked up by its id.
  const later = (await choose(replica, 'monthly')).json<CheckoutJson>()
  expect(later).toEqual(answers[0])
  expect(stripe.asked.at(-1)?.what).toBe(`GET /v1/checkout/sessions/${later.session_id}`)
})

it('says that it is paid where it is, and has the books look', async () => {
  const { stripe, ...shop } = await open()
  const { session_id, order_id } = (await choose(shop, 'monthly')).json<CheckoutJson>()
  stripe.change(session_id, { status: 'complete', payment_status: 'paid', url: null })
  const response = await choose(shop, 'monthly')
  expect(response.statusCode).toBe(409)
  expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:paid-already', order_id })

  const read: unknown[] = []
  await stage.billing.cards.work(async subject => void read.push(subject))
  await expect.poll(() => read, { timeout: 10_000 }).toEqual([{ kind: 'session', id: session_id }])
  expect(stripe.of('cs').length).toBe(1)
})

it.each([
  ['has expired', { status: 'expired', url: null }],
  // case 65
  [
    'was paid by a slow way that failed',
    { status: 'complete', url: null, payment_intent: { id: 'pi_1', status: 'requires_payment_method' } },
  ],
])('makes another page where the one before %s', async (_, changes) => {
  const { stripe, ...shop } = await open()
  const first = (await choose(shop, 'course')).json<CheckoutJson>()
  stripe.change(first.session_id, changes)
  const second = (await choose(shop, 'course')).json<CheckoutJson>()
  expect(second.session_id).not.toBe(first.session_id)
  expect(second.order_id).not.toBe(first.order_id)
})

// case 81
it('gives out no page that would take another sum than the plan says', async () => {
  const { stripe, ...shop } = await open()
  const { session_id } = (await choose(shop, 'pass')).json<CheckoutJson>()
  stripe.change(session_id, { status: 'expired', url: null })
  // It was read before this, which happens to no price; so what the session would take counts, too.
  stripe.change('price_pass', { unit_amount: 1300 })
  expect((await choose(shop, 'pass')).statusCode).toBe(503)
  const made = stripe.of('cs').at(-1)
  expect(stripe.asked.at(-1)?.what).toBe(`POST /v1/checkout/sessions/${made?.['id']}/expire`)

  stripe.change('price_monthly', { currency: 'usd' })
  expect((await choose(shop, 'monthly')).statusCode).toBe(503)
  expect(stripe.of('cs').at(-1)).toBe(made)
  const errors = shop.lines().filter(({ level }) => level === 'error')
  expect(errors.map(({ msg }) => msg)).toEqual([
    'Stripe would take another sum than the plan says',
    expect.stringContaining(
      'Not sold by card: The plan monthly: card.currency is EUR, and price_monthly is in USD',
    ),
  ])
})

it('sells nothing by card where Stripe is off', async () => {
  const off = { ...cardApp(stage, null), headers: await signIn(stage) }
  const response = await choose(off, 'monthly')
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:not-sold-here' })
  expect((await choose(off, 'none')).json()).toMatchObject({ type: 'urn:starpass:problem:unknown-plan' })
})

// case 88
it('names what is sold by card where the plan is not', async () => {
  const shop = await open()
  for (const [plan, kind] of [
    ['stars', 'not-sold-here'],
    ['none', 'unknown-plan'],
  ] as const) {
    const response = await choose(shop, plan)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      type: `urn:starpass:problem:${kind}`,
      plans: ['monthly', 'course', 'pass'],
    })
  }
})

it('counts each page that was given out', async () => {
  const shop = await open()
  await choose(shop, 'course')
  await choose(shop, 'none')
  const metric = await shop.registry.getSingleMetricAsString('miniapp_checkout_start_total')
  expect(metric.match(/^miniapp_.*$/gm)).toEqual(['miniapp_checkout_start_total{plan="course"} 1'])
})
