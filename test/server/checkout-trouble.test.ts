import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CheckoutJson } from '../../server/billing-contract.ts'
import { CARD_SHOP } from './card-stage.ts'
import { choose, creates, openShop } from './checkout-shop.ts'
import type { smallStripe } from './small-stripe.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

const open = (weather?: Parameters<typeof smallStripe>[0]) => openShop(stage, weather)

// case 68
it('comes to the same session when the answer to its making was lost', async () => {
  const lost = new Set(['POST /v1/customers', 'POST /v1/checkout/sessions'])
  const { stripe, ...shop } = await open(({ what }) => (lost.delete(what) ? 'lost' : null))
  const response = await choose(shop, 'monthly')
  expect(response.statusCode).toBe(201)
  expect([stripe.of('cs').length, stripe.of('cus').length]).toEqual([1, 1])
  expect(new Set(creates(stripe.asked, 'checkout/sessions').map(({ key }) => key)).size).toBe(1)
})

// case 68
it('says that nothing was charged while Stripe does not answer, and the next click finds what was made', async () => {
  let down = true
  const { stripe, ...shop } = await open(({ what }) =>
    down && what === 'POST /v1/checkout/sessions' ? 'lost' : null,
  )
  const refused = await choose(shop, 'monthly')
  expect(refused.statusCode).toBe(503)
  expect(refused.json()).toMatchObject({ type: 'urn:starpass:problem:stripe' })
  expect(refused.headers['retry-after']).toBe('5')
  expect(shop.lines()).toContainEqual(
    expect.objectContaining({ level: 'warn', msg: expect.stringContaining('Stripe') }),
  )

  down = false
  expect((await choose(shop, 'monthly')).statusCode).toBe(201)
  expect(stripe.of('cs').length).toBe(1)
})

it('comes to that session also where the request would be another under the same key', async () => {
  let down = true
  const { stripe, ...shop } = await open(({ what }) =>
    down && what === 'POST /v1/checkout/sessions' ? 'lost' : null,
  )
  await choose(shop, 'monthly', { language: 'en' })
  down = false
  const response = await choose(shop, 'monthly', { language: 'ru' })
  expect(response.statusCode).toBe(201)
  expect(stripe.of('cs').map(({ id }) => id)).toEqual([response.json<CheckoutJson>().session_id])
  const [first] = creates(stripe.asked, 'checkout/sessions')
  expect(first?.key).toBe(`order:${response.json<CheckoutJson>().order_id}`)
})

it('asks under another key once an operator has mended what Stripe refused', async () => {
  let archived = true
  const error = { type: 'invalid_request_error', message: 'The price specified is inactive.' }
  const { stripe, ...shop } = await open(({ what }) =>
    archived && what === 'POST /v1/checkout/sessions' ? { status: 400, error } : null,
  )
  expect((await choose(shop, 'monthly')).statusCode).toBe(503)
  const said = shop.lines().find(({ level }) => level === 'error')
  expect(said?.msg).toBe('Stripe refused: no page to pay for the plan monthly')
  expect(JSON.stringify(said)).toContain('The price specified is inactive.')
  archived = false
  expect((await choose(shop, 'monthly')).statusCode).toBe(201)
  const [first, second] = creates(stripe.asked, 'checkout/sessions')
  expect(second?.key).not.toBe(first?.key)
})

// case 77
it('makes another customer where Stripe has deleted the one it was', async () => {
  const { stripe, ...shop } = await open()
  await choose(shop, 'course')
  stripe.change(String(stripe.of('cus')[0]?.['id']), { deleted: true })
  const response = await choose(shop, 'monthly')
  expect(response.statusCode).toBe(201)
  expect(creates(stripe.asked, 'customers').map(({ key }) => key)).toEqual([
    `customer:${shop.id}:0`,
    `customer:${shop.id}:1`,
  ])
})

it('forgets nobody whom Stripe does not know at all: the key is another one, and an operator is told', async () => {
  const { stripe, ...shop } = await open()
  await choose(shop, 'course')
  const customerId = String(stripe.of('cus')[0]?.['id'])
  stripe.remove(customerId)
  expect((await choose(shop, 'monthly')).statusCode).toBe(503)
  expect(await stage.billing.cards.customerOf({ personId: shop.id, livemode: false })).toEqual({
    customerId,
    earlier: 0,
  })
  expect(shop.lines().filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ msg: expect.stringContaining('STRIPE_SECRET_KEY'), customer: customerId }),
  ])
})

// Trouble of Stripe's own is what it answers under that key for a day.
it.each(['customers', 'checkout/sessions'])(
  'does not ask for ever where Stripe had trouble: %s',
  async what => {
    const kept = new Set<string | null>()
    let trouble = true
    const { stripe, ...shop } = await open(asked => {
      if (asked.what !== `POST /v1/${what}`) return null
      if (trouble) kept.add(asked.key)
      return kept.has(asked.key) ? { status: 500, error: { type: 'api_error' } } : null
    })
    expect((await choose(shop, 'monthly')).statusCode).toBe(503)
    trouble = false
    expect((await choose(shop, 'monthly')).statusCode).toBe(201)
    expect([stripe.of('cs').length, stripe.of('cus').length]).toEqual([1, 1])
  },
)
