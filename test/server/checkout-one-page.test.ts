import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CheckoutJson } from '../../server/billing-contract.ts'
import { CARD_SHOP, cardApp } from './card-stage.ts'
import { smallStripe } from './small-stripe.ts'
import { BUYER, openStage, type Stage, signIn } from './stage.ts'

// Cases 67, 68: nobody holds two pages on which they can pay for one plan.

const MINUTE_MS = 60_000

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

let person = BUYER + 4000
/** Somebody new, in front of a shop with a Stripe of its own. */
async function open(weather?: Parameters<typeof smallStripe>[0]) {
  const stripe = await smallStripe(weather)
  const id = ++person
  const shop = cardApp(stage, stripe.url)
  return { stripe, id, click: () => click(shop, id) }
}

async function click({ app }: Pick<ReturnType<typeof cardApp>, 'app'>, id: number) {
  const headers = await signIn(stage, { id })
  const payload = { plan: 'monthly' }
  const response = await app.inject({ method: 'POST', url: '/api/v1/billing/checkout', headers, payload })
  return { status: response.statusCode, ...response.json<CheckoutJson & { type: string }>() }
}

let editions = 0
/** The next edition of the plan is rolled out. */
async function rollOut() {
  const graceDays = 10 + ++editions
  await stage.reopen(CARD_SHOP.map(each => (each.code === 'monthly' ? { ...each, graceDays } : each)))
}

const stateOf = async (personId: number, orderId: string) =>
  (await stage.billing.orderState({ personId, orderId }))?.state

it('gives the page again while one can still pay on it, and closes it before there is another', async () => {
  const { stripe, id, click } = await open()
  const first = await click()
  stage.clock.advance(49 * MINUTE_MS)
  expect(await click()).toMatchObject({ status: 201, order_id: first.order_id, url: first.url })
  stage.clock.advance(2 * MINUTE_MS)
  const second = await click()
  expect([second.status, second.session_id === first.session_id]).toEqual([201, false])
  expect(stripe.of('cs').map(({ status }) => status)).toEqual(['expired', 'open'])
  expect(await stateOf(id, first.order_id)).toBe('canceled')
})

it.each([70, 3 * 24 * 60])(
  'does not sell twice what was paid, however late the news: %i minutes',
  async late => {
    const { stripe, click } = await open()
    const first = await click()
    stripe.change(first.session_id, { status: 'complete', payment_status: 'paid', url: null })
    stage.clock.advance(late * MINUTE_MS)
    for (let times = 0; times < 2; times++)
      expect(await click()).toMatchObject({
        status: 409,
        type: 'urn:starpass:problem:paid-already',
        order_id: first.order_id,
      })
    expect(stripe.of('cs').length).toBe(1)
  },
)

it('sells again once slow money has not come', async () => {
  const { stripe, click } = await open()
  const first = await click()
  stripe.change(first.session_id, { status: 'complete', url: null })
  stage.clock.advance(30 * MINUTE_MS)
  expect(await click()).toMatchObject({ status: 409 })
  await stage.billing.cards.recordFailedCheckout(first.order_id)
  expect(await click()).toMatchObject({ status: 201 })
})

it('closes the page of an earlier edition of the plan', async () => {
  const { stripe, click } = await open()
  const first = await click()
  await rollOut()
  const second = await click()
  expect([second.status, second.order_id === first.order_id]).toEqual([201, false])
  expect(stripe.of('cs').map(({ status }) => status)).toEqual(['expired', 'open'])
})

it('sees where a page was paid in the moment in which it was to be closed', async () => {
  let paid = ''
  const { stripe, click } = await open(({ what }) => {
    if (what.endsWith('/expire'))
      stripe.change(paid, { status: 'complete', payment_status: 'paid', url: null })
    return null
  })
  const first = await click()
  paid = first.session_id
  await rollOut()
  expect(await click()).toMatchObject({ status: 409, order_id: first.order_id })
  expect(stripe.of('cs').length).toBe(1)
})

it('leaves one page open of two that are made at the same moment, for two editions of the plan', async () => {
  let making = 0
  let go = () => {}
  const both = new Promise<void>(resolve => {
    go = resolve
  })
  const { stripe, click } = await open(async ({ what }) => {
    if (what !== 'POST /v1/checkout/sessions') return null
    if (++making === 2) go()
    await both
    return null
  })
  const first = click()
  await expect.poll(() => making).toBe(1)
  await rollOut()
  const answers = await Promise.all([first, click()])
  expect(making).toBe(2)
  const left = stripe.of('cs').filter(({ status }) => status === 'open')
  const given = answers.filter(({ session_id }) => session_id === left[0]?.['id'])
  expect([left.length, given.map(({ status }) => status)]).toEqual([1, [201]])
})
