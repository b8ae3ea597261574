import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plan } from '../support/books.ts'
import { rows } from '../support/sale.ts'
import { BUYER, buy, openStage, type Stage, signIn } from './stage.ts'
import { joins } from './stars-subscriber.ts'
import { changes, subscribes } from './subscriber.ts'

const PLANS = [
  plan({ code: 'month', card: { price: 'price_month', amount: 900, currency: 'EUR' } }),
  plan({ code: 'lifetime', term: 'lifetime' }),
  plan({
    code: 'club',
    term: 'P30D',
    stars: { amount: 100, recurring: true },
    card: { price: 'price_club', amount: 300, currency: 'EUR' },
  }),
  plan({ code: 'print', stars: null, card: { price: 'price_1', amount: 900, currency: 'EUR' } }),
]

let stage: Stage
let headers: Record<string, string>
/** Each of the tests is of somebody else. */
let buyer = BUYER

beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())
beforeEach(async () => {
  buyer++
  headers = await signIn(stage, { id: buyer })
})

const ask = (code: unknown, more: Record<string, string> = {}, also: object = {}) =>
  stage.app.inject({
    method: 'POST',
    url: '/api/v1/billing/stars-invoice',
    headers: { ...headers, ...more },
    payload: { plan: code, ...also },
  })

const ordersOf = (id: number) => rows(stage, 'select id from orders where person_id = $1', [id])

describe('POST /api/v1/billing/stars-invoice', () => {
  it('makes an order of theirs and the link that pays it, for an hour', async () => {
    const response = await ask('month', { 'accept-language': 'ru' })
    expect(response.statusCode).toBe(201)
    const { order_id, invoice_url, expires_at, stacks_after } = response.json()
    expect(invoice_url).toBe(`https://t.me/$${order_id}-ru`)
    expect(stacks_after).toBeNull()
    const found = await stage.billing.orderState({ personId: buyer, orderId: order_id })
    expect(found).toMatchObject({
      state: 'open',
      order: { rail: 'stars', price: { amount: 250, currency: 'XTR' }, plan: { code: 'month' } },
    })
    expect(expires_at).toBe(found?.order.expiresAt.toISOString())
    expect(await stage.billing.accessOf(buyer)).toEqual([])
  })

  // case 90
  it('says until when they hold it already: the new period begins there', async () => {
    await buy(stage, 'month', buyer)
    const [held] = await stage.billing.accessOf(buyer)
    expect((await ask('month')).json().stacks_after).toBe(held?.endsAt?.toISOString())
  })

  // case 36
  it('says that a subscription to this very plan renews by itself, so that both cost money', async () => {
    const told = await subscribes(stage, buyer, 'month')
    expect((await ask('month')).json()).toMatchObject({ beside: true, stacks_after: expect.any(String) })
    await changes(stage, buyer, told, { renews: false })
    expect((await ask('month')).json()).toMatchObject({ beside: false, stacks_after: expect.any(String) })
  })

  // case 106
  it('is told in the log by order and person, and its link is not', async () => {
    const { order_id, invoice_url } = (await ask('month')).json()
    const told = { msg: 'invoice link given out', order_id, person_id: buyer, plan: 'month' }
    expect(stage.lines()).toContainEqual(expect.objectContaining(told))
    expect(stage.raw()).not.toContain(invoice_url)
  })

  // case 88
  it.each(['weekend', 'MONTH', "'; drop table orders", '\0'])(
    'refuses a plan that is not on sale (%j), naming those that are',
    async code => {
      const response = await ask(code)
      expect(response.statusCode).toBe(400)
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(response.json()).toMatchObject({
        type: 'urn:starpass:problem:unknown-plan',
        plans: ['month', 'lifetime', 'club'],
        request_id: response.headers['x-request-id'],
      })
      expect(await ordersOf(buyer)).toEqual([])
    },
  )

  it('refuses what Stars do not buy, and makes no order', async () => {
    const response = await ask('print')
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      type: 'urn:starpass:problem:not-sold-here',
      plans: ['month', 'lifetime', 'club'],
    })
    expect(await ordersOf(buyer)).toEqual([])
  })

  it('refuses what is theirs for ever', async () => {
    await buy(stage, 'lifetime', buyer)
    const response = await ask('lifetime')
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:owned-forever' })
  })

  // case 89
  it('refuses the sixth within a minute with the wait in seconds, and others are not affected', async () => {
    const answers = []
    for (let count = 0; count < 6; count++) answers.push(await ask('month'))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201, 429])
    const wait = Number(answers[5]?.headers['retry-after'])
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)
    expect(answers[5]?.json()).toMatchObject({
      type: 'urn:starpass:problem:too-many',
      detail: expect.stringContaining(`${wait} seconds`),
    })

    const other = await signIn(stage, { id: ++buyer })
    expect((await ask('month', other)).statusCode).toBe(201)
  })

  it('does not count the sixth either where they all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('month')))
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(5)
    expect(await ordersOf(buyer)).toHaveLength(5)
  })

  // case 100
  it.each([[7], [null], [''], ['x'.repeat(65)], [undefined]])('refuses %j, naming the field', async code => {
    const response = await ask(code)
    expect(response.statusCode).toBe(422)
    expect(response.json().errors).toMatchObject([{ field: 'plan' }])
  })
})

describe('POST /api/v1/billing/stars-invoice for what renews', () => {
  it('gives a link, and says that it renews', async () => {
    const shown = { recurring: true, stacks_after: null, overlaps_until: null, beside: false }
    expect((await ask('club')).json()).toMatchObject(shown)
    expect((await ask('month')).json()).toMatchObject({ ...shown, recurring: false })
  })

  // case 90
  it('says until when they hold it in another way: those days are paid for twice', async () => {
    const request = { personId: buyer, grantedBy: buyer, request: `${buyer}`, reason: 'a gift' }
    const given = await stage.billing.grant({ ...request, planCode: 'club' })
    if (given.kind !== 'granted') throw new Error(given.kind)
    const overlaps_until = given.until?.toISOString()
    expect((await ask('club')).json()).toMatchObject({ stacks_after: null, overlaps_until })
  })

  // case 90
  it.each([
    ['in Stars', () => joins(stage, buyer, 'club')],
    ['by card', () => subscribes(stage, buyer, 'club')],
  ])('does not sell again what renews already %s', async (_, subscribe) => {
    await subscribe()
    const response = await ask('club', {}, { anyway: true })
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:subscribed' })
  })

  // case 37
  it('warns of another that goes on beside it, and sells both to whoever wants both', async () => {
    await subscribes(stage, buyer, 'month')
    const before = await ordersOf(buyer)
    const response = await ask('club')
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:parallel' })
    expect(await ordersOf(buyer)).toEqual(before)
    expect((await ask('club', {}, { anyway: true })).statusCode).toBe(201)
  })
})
