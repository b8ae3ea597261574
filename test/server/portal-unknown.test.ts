import { afterAll, beforeAll, expect, it } from 'vitest'
import { CARD_SHOP } from './card-stage.ts'
import { openPortal, post, refusal, SESSIONS } from './portal-stage.ts'
import type { Answer, Asked } from './scripted-stripe.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

const open = (weather?: (asked: Asked, before: number) => Answer | null) => openPortal(stage, weather)

const UNKNOWN = refusal({ code: 'resource_missing', param: 'customer' })

// case 77
it('has none for whom Stripe has deleted, and forgets them', async () => {
  const { stripe, id, ...shop } = await open(({ what }) => {
    const [, customer] = what.split('GET /v1/customers/')
    if (customer) return { object: { id: customer, deleted: true } }
    return what === `POST /${SESSIONS}` ? UNKNOWN : null
  })
  expect((await post(shop, 'portal')).statusCode).toBe(409)
  expect(await stage.billing.cards.customerOf({ personId: id, livemode: false })).toEqual({
    customerId: null,
    earlier: 1,
  })
  const before = stripe.asked.length
  expect((await post(shop, 'portal')).statusCode).toBe(409)
  expect(stripe.asked.length).toBe(before)
})

it('forgets nobody whom Stripe does not know at all: the key is another one, and an operator is told', async () => {
  const { id, customerId, ...shop } = await open(({ what }) =>
    what === `POST /${SESSIONS}` || what.startsWith('GET /v1/customers/') ? UNKNOWN : null,
  )
  expect((await post(shop, 'portal')).statusCode).toBe(503)
  const known = await stage.billing.cards.customerOf({ personId: id, livemode: false })
  expect(known).toEqual({ customerId, earlier: 0 })
  expect(shop.lines().filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ msg: expect.stringContaining('STRIPE_SECRET_KEY'), customer: customerId }),
  ])
})
