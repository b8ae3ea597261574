import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { days } from '../support/books.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { BUYER, openStage, type Stage } from './stage.ts'
import { joins, pays, STARS_SHOP, says, someone } from './stars-subscriber.ts'
import { subscribes } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    plans: STARS_SHOP.map(plan =>
      plan.code === 'studio'
        ? { ...plan, goods: 'service', card: { price: 'price_studio', amount: 900, currency: 'EUR' } }
        : plan,
    ),
  })
  stage.clock.stand()
})
afterAll(() => stage.close())

let people = BUYER + 5000
/** Each of the tests is of somebody else. */
const buyer = async () => await someone(stage, ++people)
const pass = (count: number) => stage.clock.advance(days(count))

describe('GET /api/v1/billing/subscription of a subscription in Stars', () => {
  it('tells when it renews, for how much, and from which day it was paid', async () => {
    const { id, told } = await buyer()
    const paidAt = stage.clock.now()
    await joins(stage, id, 'club')
    expect(await told()).toMatchObject({
      tier: 'paid',
      id: expect.any(String),
      plan: 'club',
      status: 'active',
      rail: 'stars',
      current_period_start: paidAt.toISOString(),
      current_period_end: new Date(+paidAt + days(30)).toISOString(),
      cancel_at_period_end: false,
      price: { amount: 100, currency: 'XTR' },
      renews: true,
      grace_until: null,
      stopped_here: false,
      pay_url: null,
      parallel: [],
    })
  })

  // cases 23 and 27
  it('tells from the end of what is paid that the next is awaited, and of a failure that it is late', async () => {
    const { id, told } = await buyer()
    const order = await joins(stage, id, 'club')
    const end = new Date(+stage.clock.now() + days(30))
    pass(30.5)
    const grace_until = new Date(+end + days(3)).toISOString()
    const waiting = { tier: 'paid', current_period_end: end.toISOString(), renews: true, grace_until }
    expect(await told()).toMatchObject({ ...waiting, status: 'active' })
    await says(stage, order, 'failed')
    expect(await told()).toMatchObject({ ...waiting, status: 'past_due' })
    await pays(stage, order, false)
    expect(await told()).toMatchObject({ status: 'active', renews: true, grace_until: null })
  })

  // case 104
  it('tells whoever did not pay that it has ended, as soon as it has, whether or not a job saw to it', async () => {
    const { id, told } = await buyer()
    const order = await joins(stage, id, 'club')
    const current_period_end = new Date(+stage.clock.now() + days(30)).toISOString()
    pass(30)
    await says(stage, order, 'failed')
    pass(3)
    const over = { tier: 'free', status: 'ended', plan: 'club', current_period_end, renews: false }
    expect(await told()).toMatchObject({ ...over, id: null, grace_until: null, price: null, parallel: [] })
    await stage.billing.lapse()
    expect(await told()).toMatchObject(over)
    // case 22
    await pays(stage, order, false)
    expect(await told()).toMatchObject({ tier: 'paid', status: 'active', renews: true })
  })

  // case 32
  it('tells nothing more of one whose money went back', async () => {
    const { id, told } = await buyer()
    const opened = await stage.billing.openOrder({ personId: id, planCode: 'club', rail: 'stars' })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const charge = await pays(stage, opened.order, true)
    await stage.billing.recordRefund({ charge, refundedAt: stage.clock.now() })
    expect(await told()).toMatchObject({ tier: 'free', renews: false, parallel: [] })
  })

  // case 36
  it('tells of the one by card beside it', async () => {
    const { id, told } = await buyer()
    await subscribes(stage, id, 'studio')
    await joins(stage, id, 'club')
    expect(await told()).toMatchObject({
      plan: 'club',
      rail: 'stars',
      parallel: [{ plan: 'studio', rail: 'card', id: expect.any(String) }],
    })
  })
})

describe('ending a renewal in Stars, and having it again', () => {
  const cancel = 'subscription/cancel'
  const allow = 'subscription/allow'
  const waiting = async () => (await stage.billing.pending()).find(({ kind }) => kind === 'renewals')?.count

  it('stops it at once, however often it is asked for, and access stays', async () => {
    const { id, told, post } = await buyer()
    await joins(stage, id, 'club')
    const before = (await waiting()) ?? 0
    for (let tap = 0; tap < 3; tap++) {
      const response = await post(cancel)
      expect([response.statusCode, response.json()]).toEqual([200, { url: null }])
    }
    expect(await waiting()).toBe(before + 1)
    // In the chat they find the button that has it again.
    const story = await stage.billing.story(id)
    expect(story?.notices.filter(({ kind }) => kind === 'renewal_stopped')).toHaveLength(1)
    expect(await told()).toMatchObject({
      tier: 'paid',
      status: 'active',
      renews: false,
      cancel_at_period_end: true,
      stopped_here: true,
    })
  })

  it('is taken back once; the rest is theirs to do, in Telegram', async () => {
    const { id, told, post } = await buyer()
    const order = await joins(stage, id, 'club')
    const nothing = { statusCode: 409, problem: 'urn:starpass:problem:nothing-to-allow' }
    const ask = async () => {
      const response = await post(allow, { subscription_id: null })
      return { statusCode: response.statusCode, problem: response.json().type }
    }
    expect(await ask()).toEqual(nothing)
    await post(cancel)
    expect((await ask()).statusCode).toBe(200)
    expect(await told()).toMatchObject({ renews: false, stopped_here: false })
    expect(await ask()).toEqual(nothing)

    const { duties, changes } = recordDuties()
    await stage.billing.work(duties)
    await nothingPending(stage)
    const providerId = `stars-${order.id}-${+stage.clock.now()}`
    const theirs = changes.filter(({ personId }) => personId === id)
    expect(theirs).toMatchObject([
      { wish: 'stop', providerId },
      { wish: 'allow', providerId },
    ])
    stage.clock.advance(1000)
    await says(stage, order, 'active')
    expect(await told()).toMatchObject({ renews: true, cancel_at_period_end: false })
  })

  it('is theirs alone where they did it in Telegram', async () => {
    const { id, told, post } = await buyer()
    const order = await joins(stage, id, 'club')
    await says(stage, order, 'canceled')
    expect(await told()).toMatchObject({ tier: 'paid', renews: false, stopped_here: false })
    expect((await post(allow)).statusCode).toBe(409)
    expect((await post(cancel)).json()).toMatchObject({ type: 'urn:starpass:problem:nothing-to-cancel' })
  })

  // case 36
  it('is of the one they name, and of nobody else’s', async () => {
    const [hers, his] = [await buyer(), await buyer()]
    await joins(stage, hers.id, 'studio')
    await joins(stage, hers.id, 'club')
    await joins(stage, his.id, 'club')
    const { parallel } = await hers.told()
    const named = { subscription_id: parallel[0]?.id }
    for (const path of [cancel, allow]) {
      expect((await his.post(path, named)).statusCode).toBe(409)
      expect((await his.post(path, { subscription_id: "'; drop table" })).statusCode).toBe(409)
      const wrong = await his.post(path, { subscription_id: 7 })
      const errors = [{ field: 'subscription_id', message: expect.stringContaining('must be') }]
      expect([wrong.statusCode, wrong.json().errors]).toEqual([422, errors])
    }
    expect((await hers.post(cancel, named)).json()).toEqual({ url: null })
    expect(await hers.told()).toMatchObject({
      plan: 'club',
      renews: true,
      parallel: [{ plan: 'studio', renews: false, stopped_here: true }],
    })
    expect(await his.told()).toMatchObject({ renews: true })
  })
})
