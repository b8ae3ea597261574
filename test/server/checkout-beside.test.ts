import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardApp, WIDE_SHOP } from './card-stage.ts'
import { smallStripe } from './small-stripe.ts'
import { openStage, type Stage, signIn } from './stage.ts'
import { changes, newcomer, subscribes } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: WIDE_SHOP })
})
afterAll(() => stage.close())

const someone = () => newcomer(stage)

describe('buying by card beside what there is', () => {
  async function choose(id: number, planCode: string, anyway = false) {
    const { app } = cardApp(stage, (await smallStripe()).url)
    const headers = await signIn(stage, { id })
    const url = '/api/v1/billing/checkout'
    return await app.inject({ method: 'POST', url, headers, payload: { plan: planCode, anyway } })
  }

  // case 90
  it('does not sell again what renews already: it is managed, also when it is about to end', async () => {
    const id = await someone()
    const begun = await subscribes(stage, id, 'monthly')
    for (const state of [{}, { cancelAt: begun.periodEndsAt, renews: false }, { status: 'past_due' }]) {
      await changes(stage, id, begun, state)
      const response = await choose(id, 'monthly', true)
      expect(response.statusCode).toBe(409)
      expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:subscribed' })
    }
  })

  it('sells it again once it is over', async () => {
    const id = await someone()
    const begun = await subscribes(stage, id, 'monthly')
    await changes(stage, id, begun, { status: 'canceled', renews: false, endedAt: stage.clock.now() })
    expect((await choose(id, 'monthly')).statusCode).toBe(201)
  })

  // case 37
  it.each([
    ['by card', 'card', 'other'],
    ['in Stars', 'stars', 'other'],
    ['of the same plan in Stars', 'stars', 'monthly'],
  ] as const)(
    'warns of a subscription %s, and sells both to whoever wants both',
    async (_, rail, planCode) => {
      const id = await someone()
      await subscribes(stage, id, planCode, { rail, pays: false })
      const before = await ordersOf(id)
      const response = await choose(id, 'monthly')
      expect(response.statusCode).toBe(409)
      expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:parallel' })
      expect(await ordersOf(id)).toBe(before)
      expect((await choose(id, 'monthly', true)).statusCode).toBe(201)
    },
  )

  // cases 25 and 37: as where it is bought for Stars
  it.each(['other', 'monthly'])('warns of none that renews no more: %s', async planCode => {
    const id = await someone()
    const cancelAt = new Date(+stage.clock.now() + 1000)
    await subscribes(stage, id, planCode, { rail: 'stars', pays: false, renews: false, cancelAt })
    expect((await choose(id, 'monthly')).statusCode).toBe(201)
  })

  it('sells what is paid once beside a subscription to something else', async () => {
    const id = await someone()
    await subscribes(stage, id, 'monthly')
    expect((await choose(id, 'pass')).statusCode).toBe(201)
  })

  const ordersOf = async (id: number) =>
    (await stage.database.pool.query('select count(*) from orders where person_id = $1', [id])).rows[0].count
})
