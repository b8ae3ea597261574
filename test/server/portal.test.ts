import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinkJson } from '../../server/billing-contract.ts'
import { CARD_SHOP, type CardApp, cardApp } from './card-stage.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'
import { BUYER, openStage, type Stage, signIn } from './stage.ts'
import { changes, subscribes } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

const CONFIGURATIONS = 'v1/billing_portal/configurations'
const SESSIONS = 'v1/billing_portal/sessions'
const refusal = (error: { code?: string; param?: string; message?: string }): Answer => ({
  status: 400,
  error: { type: 'invalid_request_error', ...error },
})

let person = BUYER + 2000
/** Somebody known to a Stripe with a portal, unless `weather` has something else to say. */
async function open(weather: (asked: Asked, before: number) => Answer | null = () => null) {
  const stripe = await scriptedStripe(asked => {
    const before = stripe.asked.filter(({ what }) => what === asked.what).length - 1
    const said = weather(asked, before)
    if (said) return said
    if (asked.what === `GET /${CONFIGURATIONS}`)
      return { object: { object: 'list', data: [], has_more: false } }
    if (asked.what === `POST /${CONFIGURATIONS}`) return { object: { id: `bpc_${before + 1}` } }
    return { object: { id: 'bps_1', url: 'https://portal.example/1' } }
  })
  const id = ++person
  const headers = { ...(await signIn(stage, { id })), 'accept-language': 'ru' }
  const customerId = `cus_${id}`
  await stage.billing.cards.keepCustomer({ personId: id, livemode: false, customerId })
  return { stripe, ...cardApp(stage, stripe.url), id, headers, customerId }
}

type Shop = { app: CardApp['app']; headers: Record<string, string> }
const post = ({ app, headers }: Shop, path: string) =>
  app.inject({ method: 'POST', url: `/api/v1/billing/${path}`, headers })
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
  const stranger = { app: shop.app, headers: await signIn(stage, { id: ++person }) }
  for (const someone of [stranger, { ...cardApp(stage, null), headers: shop.headers }]) {
    const response = await post(someone, 'portal')
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:no-card-history' })
  }
  expect(stripe.asked).toEqual([])
})

// case 77
it('has none for whom Stripe has deleted, and forgets them', async () => {
  const { stripe, id, ...shop } = await open(({ what }) =>
    what === `POST /${SESSIONS}` ? refusal({ code: 'resource_missing', param: 'customer' }) : null,
  )
  expect((await post(shop, 'portal')).statusCode).toBe(409)
  expect(await stage.billing.cards.customerOf({ personId: id, livemode: false })).toEqual({
    customerId: null,
    earlier: 1,
  })
  const before = stripe.asked.length
  expect((await post(shop, 'portal')).statusCode).toBe(409)
  expect(stripe.asked.length).toBe(before)
})

it('says so while Stripe does not answer', async () => {
  const { stripe, ...shop } = await open(() => 'hang up')
  expect((await post(shop, 'portal')).statusCode).toBe(503)
  expect(stripe.asked.length).toBeGreaterThan(0)
  expect(shop.lines().filter(({ level }) => level === 'warn')).not.toEqual([])
})

it('opens the portal where a card subscription can be ended, and only while one renews', async () => {
  const { stripe, id, ...shop } = await open()
  const nothing = await post(shop, 'subscription/cancel')
  expect(nothing.statusCode).toBe(409)
  expect(nothing.json()).toMatchObject({ type: 'urn:starpass:problem:nothing-to-cancel' })

  const begun = await subscribes(stage, id, 'monthly')
  const response = await post(shop, 'subscription/cancel')
  expect(response.statusCode).toBe(200)
  expect(response.json<LinkJson>()).toEqual({ url: 'https://portal.example/1' })
  expect(stripe.asked.at(-1)?.fields).toMatchObject({
    'flow_data[type]': 'subscription_cancel',
    'flow_data[subscription_cancel][subscription]': begun.providerId,
    'flow_data[after_completion][redirect][return_url]': 'https://shop.example/return/portal?language=ru',
  })

  await changes(stage, id, begun, { cancelAt: begun.periodEndsAt, renews: false })
  expect((await post(shop, 'subscription/cancel')).statusCode).toBe(409)
})
