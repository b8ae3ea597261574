import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinkJson } from '../../server/billing-contract.ts'
import { CARD_SHOP, cardApp } from './card-stage.ts'
import { CONFIGURATIONS, nextPerson, openPortal, post, refusal, SESSIONS } from './portal-stage.ts'
import type { Answer, Asked } from './scripted-stripe.ts'
import { openStage, type Stage, signIn } from './stage.ts'
import { changes, subscribes } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

const open = (weather?: (asked: Asked, before: number) => Answer | null) => openPortal(stage, weather)
const count = (asked: Asked[], what: string) => asked.filter(one => one.what === what).length

it('opens Stripe’s page, by a configuration that is made once', async () => {
  const { stripe, customerId, ...shop } = await open()
  const first = await post(shop, 'portal')
  expect(first.statusCode).toBe(201)
  expect(first.json<LinkJson>()).toEqual({ url: 'https://portal.example/1' })
  await post(shop, 'portal')

  const [list, made, session] = stripe.asked
  expect([list?.what, made?.what, session?.what]).toEqual([
    `GET /${CONFIGURATIONS}`,
    `POST /${CONFIGURATIONS}`,
    `POST /${SESSIONS}`,
  ])
  expect(made).toMatchObject({
    fields: {
      'metadata[starpass]': '1',
      'features[subscription_cancel][enabled]': 'true',
      'features[subscription_cancel][mode]': 'at_period_end',
      'features[payment_method_update][enabled]': 'true',
      'features[invoice_history][enabled]': 'true',
      'features[subscription_update][enabled]': 'false',
    },
  })
  expect(session?.fields).toEqual({
    customer: customerId,
    configuration: 'bpc_1',
    return_url: 'https://shop.example/return/portal?language=ru',
    locale: 'ru',
  })
  expect(count(stripe.asked, `POST /${CONFIGURATIONS}`)).toBe(1)
  const metric = await shop.registry.getSingleMetricAsString('miniapp_portal_open_total')
  expect(metric).toMatch(/^miniapp_portal_open_total 2$/m)
})

it('takes the configuration that another process, or an earlier start, has made', async () => {
  const ours = { id: 'bpc_ours', metadata: { starpass: '1' } }
  const { stripe, ...shop } = await open(({ what }) =>
    what === `GET /${CONFIGURATIONS}`
      ? { object: { object: 'list', data: [{ id: 'bpc_else', metadata: {} }, ours], has_more: false } }
      : null,
  )
  await post(shop, 'portal')
  expect(stripe.asked.at(-1)?.fields['configuration']).toBe('bpc_ours')
  expect(count(stripe.asked, `POST /${CONFIGURATIONS}`)).toBe(0)
})

// case 76
it('answers 503 and tells the operator where Stripe has no portal for us, and works as soon as it has', async () => {
  let broken = true
  const message = 'You can’t create a configuration: provide your business name in the Dashboard.'
  const { stripe, ...shop } = await open(({ what }) =>
    broken && what === `POST /${CONFIGURATIONS}` ? refusal({ message }) : null,
  )
  const response = await post(shop, 'portal')
  expect(response.statusCode).toBe(503)
  expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:stripe' })
  expect(response.body).not.toContain('Dashboard')
  const error = shop.lines().find(({ level }) => level === 'error')
  expect(error).toMatchObject({ msg: 'Stripe refused: no page of the customer portal' })
  expect(JSON.stringify(error)).toContain('provide your business name')

  broken = false
  expect((await post(shop, 'portal')).statusCode).toBe(201)
  expect(stripe.asked.at(-1)?.fields['configuration']).toBe('bpc_2')
})

it('makes another configuration where Stripe does not have the one it was', async () => {
  const { stripe, ...shop } = await open(({ what, fields }) =>
    what === `POST /${SESSIONS}` && fields['configuration'] === 'bpc_1'
      ? refusal({ code: 'resource_missing', param: 'configuration' })
      : null,
  )
  expect((await post(shop, 'portal')).statusCode).toBe(201)
  expect(stripe.asked.at(-1)?.fields['configuration']).toBe('bpc_2')
})

it('has none for whoever never paid by card, nor where cards are off', async () => {
  const { stripe, ...shop } = await open()
  const stranger = { app: shop.app, headers: await signIn(stage, { id: nextPerson() }) }
  for (const someone of [stranger, { ...cardApp(stage, null), headers: shop.headers }]) {
    const response = await post(someone, 'portal')
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:no-card-history' })
  }
  expect(stripe.asked).toEqual([])
})

it('says so while Stripe does not answer', async () => {
  const { stripe, ...shop } = await open(() => 'hang up')
  expect((await post(shop, 'portal')).statusCode).toBe(503)
  expect(stripe.asked.length).toBeGreaterThan(0)
  expect(shop.lines().filter(({ level }) => level === 'warn')).not.toEqual([])
})

it('opens the portal where a card subscription can be ended, and only while one renews', async () => {
  const { stripe, id, ...shop } = await open(({ what }) =>
    what.startsWith('GET /v1/subscriptions/') ? { object: { id: 'sub', customer: 'cus_of_then' } } : null,
  )
  const nothing = await post(shop, 'subscription/cancel')
  expect(nothing.statusCode).toBe(409)
  expect(nothing.json()).toMatchObject({ type: 'urn:starpass:problem:nothing-to-cancel' })

  const begun = await subscribes(stage, id, 'monthly')
  const response = await post(shop, 'subscription/cancel')
  expect(response.statusCode).toBe(200)
  expect(response.json<LinkJson>()).toEqual({ url: 'https://portal.example/1' })
  expect(stripe.asked.at(-1)?.fields).toMatchObject({
    // Whose it is, though they are another customer by now.
    customer: 'cus_of_then',
    'flow_data[type]': 'subscription_cancel',
    'flow_data[subscription_cancel][subscription]': begun.providerId,
    'flow_data[after_completion][redirect][return_url]': 'https://shop.example/return/portal?language=ru',
  })

  await changes(stage, id, begun, { cancelAt: begun.periodEndsAt, renews: false })
  expect((await post(shop, 'subscription/cancel')).statusCode).toBe(409)
})

// case 36
it('opens it at the subscription that they name, of two', async () => {
  const { stripe, id, ...shop } = await open(({ what }) =>
    what.startsWith('GET /v1/subscriptions/') ? { object: { id: 'sub', customer: 'cus_1' } } : null,
  )
  const asked = () => stripe.asked.at(-1)?.fields['flow_data[subscription_cancel][subscription]']
  const [first, second] = [
    await subscribes(stage, id, 'monthly'),
    await subscribes(stage, id, 'monthly', { createdAt: new Date(+stage.clock.now() + 60_000) }),
  ]
  for (const { id: subscription_id, providerId } of await stage.billing.cards.subscriptionsOf(id)) {
    expect((await post(shop, 'subscription/cancel', { subscription_id })).statusCode).toBe(200)
    expect(asked()).toBe(providerId)
  }
  expect(first.providerId).not.toBe(second.providerId)
  await post(shop, 'subscription/cancel')
  expect(asked()).toBe(second.providerId)
})

it('is asked for ten times a minute by one person, together with pages to pay on', async () => {
  const { stripe, ...shop } = await open()
  for (let n = 1; n <= 4; n++) await post(shop, 'portal')
  for (let n = 1; n <= 3; n++) await post(shop, 'subscription/cancel')
  for (let n = 1; n <= 3; n++) await post(shop, 'checkout')
  const before = stripe.asked.length
  for (const path of ['portal', 'subscription/cancel', 'checkout']) {
    const refused = await post(shop, path)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json()).toMatchObject({ type: 'urn:starpass:problem:too-many' })
  }
  expect(stripe.asked.length).toBe(before)
  const other = { app: shop.app, headers: await signIn(stage, { id: nextPerson() }) }
  expect((await post(other, 'portal')).statusCode).toBe(409)
  expect(
    (await shop.app.inject({ url: '/api/v1/billing/subscription', headers: shop.headers })).statusCode,
  ).toBe(200)
  const nobody = await shop.app.inject({ method: 'POST', url: '/api/v1/billing/portal' })
  expect(nobody.statusCode).toBe(401)
})
