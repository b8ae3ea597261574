import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { days } from '../support/books.ts'
import { WIDE_SHOP } from './card-stage.ts'
import { buy, openStage, type Stage } from './stage.ts'
import { changes, newcomer, subscribes, subscriptionTold } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: WIDE_SHOP })
})
afterAll(() => stage.close())

const someone = () => newcomer(stage)
const told = (id: number) => subscriptionTold(stage, id)

const NOTHING = {
  id: null,
  plan: null,
  plan_title: null,
  rail: null,
  current_period_start: null,
  current_period_end: null,
  cancel_at_period_end: false,
  price: null,
  renews: false,
  grace_until: null,
  stopped_here: false,
  pay_url: null,
}

describe('GET /api/v1/billing/subscription', () => {
  // case 104
  it('tells whoever never had anything that they are free, and nothing of renewals or money owed', async () => {
    expect(await told(await someone())).toEqual({
      tier: 'free',
      status: 'inactive',
      ...NOTHING,
      parallel: [],
      portal: false,
    })
  })

  it('tells of what was paid once until when it lasts, and for how much', async () => {
    const id = await someone()
    await buy(stage, 'stars', id)
    const json = await told(id)
    const [held] = await stage.billing.accessOf(id)
    expect(json).toMatchObject({
      tier: 'paid',
      plan: 'stars',
      plan_title: 'The stars',
      status: 'active',
      rail: 'stars',
      current_period_end: held?.endsAt?.toISOString(),
      cancel_at_period_end: true,
      price: { amount: 250, currency: 'XTR' },
      renews: false,
    })
  })

  it('tells of a subscription when it renews and what that costs', async () => {
    const id = await someone()
    const { periodStartsAt, periodEndsAt } = await subscribes(stage, id, 'monthly')
    expect(await told(id)).toMatchObject({
      tier: 'paid',
      plan: 'monthly',
      status: 'active',
      rail: 'card',
      current_period_start: periodStartsAt?.toISOString(),
      current_period_end: periodEndsAt?.toISOString(),
      cancel_at_period_end: false,
      price: { amount: 900, currency: 'EUR' },
      renews: true,
      grace_until: null,
      parallel: [],
    })
  })

  // case 74
  it('tells of one that is about to end that it will, and no more once that is taken back', async () => {
    const id = await someone()
    const begun = await subscribes(stage, id, 'monthly')
    await changes(stage, id, begun, { cancelAt: begun.periodEndsAt, renews: false })
    expect(await told(id)).toMatchObject({ tier: 'paid', cancel_at_period_end: true, renews: false })
    await changes(stage, id, begun, {})
    expect(await told(id)).toMatchObject({ tier: 'paid', cancel_at_period_end: false, renews: true })
  })

  // case 72
  it('tells of one that is past due until when access goes on, and where to pay', async () => {
    const id = await someone()
    const at = stage.clock.now()
    const paid = { periodStartsAt: new Date(+at - days(31)), periodEndsAt: new Date(+at - days(1)) }
    const begun = await subscribes(stage, id, 'monthly', paid)
    // The next period has begun at Stripe, and is not paid.
    await changes(stage, id, begun, {
      status: 'past_due',
      periodStartsAt: paid.periodEndsAt,
      periodEndsAt: new Date(+at + days(29)),
      payUrl: 'https://pay.example/in_1',
    })
    expect(await told(id)).toMatchObject({
      tier: 'paid',
      status: 'past_due',
      current_period_end: paid.periodEndsAt.toISOString(),
      grace_until: new Date(+paid.periodEndsAt + days(3)).toISOString(),
      pay_url: 'https://pay.example/in_1',
    })
  })

  // case 72
  it('tells that access has ended where the days of grace are over, and still where to pay', async () => {
    const id = await someone()
    const at = stage.clock.now()
    const paid = { periodStartsAt: new Date(+at - days(34)), periodEndsAt: new Date(+at - days(4)) }
    const begun = await subscribes(stage, id, 'monthly', paid)
    await changes(stage, id, begun, { status: 'unpaid', renews: false, payUrl: 'https://pay.example/in_2' })
    expect(await told(id)).toMatchObject({
      tier: 'free',
      plan: 'monthly',
      status: 'unpaid',
      current_period_end: paid.periodEndsAt.toISOString(),
      grace_until: null,
      pay_url: 'https://pay.example/in_2',
    })
  })

  it('tells of one that was canceled at once that what was paid for stays to its end', async () => {
    const id = await someone()
    const begun = await subscribes(stage, id, 'monthly')
    await changes(stage, id, begun, { status: 'canceled', renews: false, endedAt: stage.clock.now() })
    expect(await told(id)).toMatchObject({
      tier: 'paid',
      plan: 'monthly',
      status: 'canceled',
      current_period_end: begun.periodEndsAt?.toISOString(),
      cancel_at_period_end: true,
      renews: false,
    })
  })

  // case 104
  it('tells whoever lapsed when it ended', async () => {
    const id = await someone()
    const at = stage.clock.now()
    const paid = { periodStartsAt: new Date(+at - days(60)), periodEndsAt: new Date(+at - days(30)) }
    await subscribes(stage, id, 'monthly', {
      ...paid,
      status: 'canceled',
      renews: false,
      endedAt: paid.periodEndsAt,
    })
    expect(await told(id)).toMatchObject({
      tier: 'free',
      plan: 'monthly',
      status: 'ended',
      current_period_end: paid.periodEndsAt.toISOString(),
      renews: false,
      price: null,
    })
  })

  // case 36
  it('shows what lives beside it, and what opens something before what does not', async () => {
    const id = await someone()
    await subscribes(stage, id, 'monthly')
    await subscribes(stage, id, 'other', {
      status: 'unpaid',
      renews: false,
      pays: false,
      payUrl: 'https://pay.example/3',
    })
    expect(await told(id)).toMatchObject({
      tier: 'paid',
      plan: 'monthly',
      parallel: [
        { plan: 'other', plan_title: 'The other', status: 'unpaid', pay_url: 'https://pay.example/3' },
      ],
    })
  })

  it('puts what renews before what was paid once, and what was paid once before what opens nothing', async () => {
    const id = await someone()
    await buy(stage, 'stars', id)
    await subscribes(stage, id, 'other', { status: 'unpaid', renews: false, pays: false })
    expect(await told(id)).toMatchObject({ tier: 'paid', plan: 'stars', parallel: [{ plan: 'other' }] })
    await subscribes(stage, id, 'monthly')
    expect(await told(id)).toMatchObject({ plan: 'monthly', parallel: [{ plan: 'other', status: 'unpaid' }] })
  })

  it('tells of a subscription that was paid for nothing yet, and never of a free person as past due', async () => {
    const id = await someone()
    await subscribes(stage, id, 'monthly', { status: 'incomplete', renews: false, pays: false })
    expect(await told(id)).toMatchObject({ tier: 'free', status: 'incomplete', grace_until: null })
  })
})
