import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../db/billing.ts'
import { ADMIN, days, openBooks } from '../support/books.ts'
import { expectWhole } from '../support/card-life.ts'
import {
  aCardOrder,
  aSubscriber,
  CARD_SHOP,
  monthsAfter,
  periodCharge,
  stateOf,
} from '../support/card-sale.ts'
import { dice } from '../support/dice.ts'
import { movedBy, newsFor, someone } from '../support/sale.ts'
import { subscribersIn } from './subscribers.ts'

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

const { record, subscriber } = subscribersIn(books)

/** Whether the one key is open at `at`, and whether only for its days of grace. */
async function accessAt(personId: number, at: Date, key = 'care') {
  const before = books.clock.now()
  books.clock.advance(+at - +before)
  const found = (await books.billing.accessOf(personId)).find(each => each.key === key)
  books.clock.advance(+before - +at)
  return found && { active: found.active, inGrace: found.inGrace }
}

const newsOf = async (personId: number, kind: string) =>
  (await newsFor(books, personId)).filter(news => news.kind === kind)

describe('a subscription', () => {
  test('is shown as its provider describes it, with the plan it was sold as', async () => {
    const { personId, order, endsAt } = await subscriber()
    expect(await cards.subscriptionsOf(personId)).toEqual([
      {
        id: expect.any(String),
        rail: 'card',
        providerId: `sub_${order.id}`,
        personId,
        plan: CARD_SHOP[0],
        status: 'active',
        renews: true,
        price: { amount: 999, currency: 'EUR' },
        periodStartsAt: order.createdAt,
        periodEndsAt: endsAt,
        cancelAt: null,
        endedAt: null,
        payUrl: null,
        createdAt: order.createdAt,
        stoppedByUs: false,
      },
    ])
  })

  test('that names no order of ours is refused, so that it is read again', async () => {
    const order = await aCardOrder(books, await someone(books))
    const orderId = '01900000-0000-7000-8000-000000000000'
    await expect(record(order, { orderId })).rejects.toThrow('which does not exist')
    expect(await cards.subscriptionsOf(order.personId)).toEqual([])
  })

  test('of somebody the books never met makes them known', async () => {
    const order = await aCardOrder(books, await someone(books))
    await record(order, { personId: 7_000_001 })
    expect(await cards.subscriptionsOf(7_000_001)).toHaveLength(1)
  })

  // cases 59, 60
  test('told in any order, and twice, ends as the answer to the last question', async () => {
    const { order, personId, endsAt } = await subscriber()
    const states = [
      await stateOf(books, order, { status: 'past_due', payUrl: 'https://pay.example' }),
      await stateOf(books, order, { status: 'active' }),
      await stateOf(books, order, { status: 'active', renews: false, cancelAt: endsAt }),
      await stateOf(books, order, { status: 'canceled', renews: false, endedAt: endsAt }),
    ]
    // The answer to the last question comes first; and again, in any order.
    for (const state of states.toReversed()) await cards.recordSubscription(state)
    const last = { status: 'canceled', renews: false, cancelAt: null, endedAt: endsAt }
    expect(await cards.subscriptionsOf(personId)).toMatchObject([last])
    expect(await newsOf(personId, 'payment_failed')).toEqual([])
    const seed = Date.now()
    const mixed = dice(seed).shuffled([...states, ...states, ...states])
    await Promise.all(mixed.map(state => cards.recordSubscription(state)))
    expect(await cards.subscriptionsOf(personId), `seed ${seed}`).toMatchObject([last])
    expect(await newsOf(personId, 'payment_failed')).toEqual([])
  })

  test('whose person was corrected at its provider keeps the access of whoever it was granted to right', async () => {
    const { order, personId, endsAt } = await subscriber()
    const heir = await someone(books)
    await record(order, { personId: heir })
    await books.billing.settle(
      periodCharge(order, { startsAt: endsAt, endsAt: monthsAfter(endsAt, 1) }, { payerId: heir }),
    )
    const after = monthsAfter(endsAt, 1)
    expect(await accessAt(heir, after)).toEqual({ active: true, inGrace: true })
    await record(order, { personId: heir, status: 'unpaid', renews: false })
    expect(await accessAt(heir, after)).toEqual({ active: false, inGrace: false })
    expect(await accessAt(personId, endsAt)).toEqual({ active: false, inGrace: false })
    await expectWhole(books)
  })

  // case 74
  test('that is to end is shown so though it is active, and goes on when that is taken back', async () => {
    const { order, personId, endsAt } = await subscriber()
    await record(order, { cancelAt: endsAt, renews: false })
    expect(await cards.subscriptionsOf(personId)).toMatchObject([
      { status: 'active', renews: false, cancelAt: endsAt },
    ])
    expect(await accessAt(personId, new Date(+endsAt - 1))).toEqual({ active: true, inGrace: false })
    // Nothing is awaited, so there is no grace.
    expect(await accessAt(personId, endsAt)).toEqual({ active: false, inGrace: false })
    await record(order)
    expect(await cards.subscriptionsOf(personId)).toMatchObject([{ renews: true, cancelAt: null }])
    expect(await accessAt(personId, endsAt)).toEqual({ active: true, inGrace: true })
  })

  // case 72
  test.each([
    ['active', true, { active: true, inGrace: true }],
    ['trialing', true, { active: true, inGrace: true }],
    ['past_due', true, { active: true, inGrace: true }],
    ['unpaid', false, { active: false, inGrace: false }],
    ['paused', false, { active: false, inGrace: false }],
    ['canceled', false, { active: false, inGrace: false }],
  ])('that is %s opens what was paid to its end, and then', async (status, renews, afterwards) => {
    const { order, personId, endsAt } = await subscriber()
    const moved = await movedBy(books, () => record(order, { status, renews }))
    expect(moved).toEqual({})
    expect(await accessAt(personId, new Date(+endsAt - 1))).toEqual({ active: true, inGrace: false })
    expect(await accessAt(personId, endsAt)).toEqual(afterwards)
    expect(await accessAt(personId, new Date(+endsAt + days(3)))).toEqual({ active: false, inGrace: false })
  })

  // case 72
  test.each(['incomplete', 'incomplete_expired'])('that is %s opens nothing', async status => {
    const order = await aCardOrder(books, await someone(books))
    await record(order, { status, renews: false })
    expect(await books.billing.accessOf(order.personId)).toEqual([])
  })

  // case 75
  test('in a state nobody knows is kept, opens nothing new, and is told to the admins once', async () => {
    const { order, personId, endsAt } = await subscriber()
    const before = (await newsOf(ADMIN, 'alarm')).length
    await record(order, { status: 'hibernating', renews: false })
    await record(order, { status: 'hibernating', renews: false })
    expect(await cards.subscriptionsOf(personId)).toMatchObject([{ status: 'hibernating', renews: false }])
    expect(await accessAt(personId, endsAt)).toEqual({ active: false, inGrace: false })
    expect((await newsOf(ADMIN, 'alarm')).slice(before)).toEqual([
      { kind: 'alarm', about: 'unknown_status', id: `sub_${order.id}`, detail: 'hibernating' },
    ])
  })
})

describe('the subscriptions of a person', () => {
  // case 104
  test('are none for a stranger, and none where the first payment never came', async () => {
    expect(await cards.subscriptionsOf(7_777_777)).toEqual([])
    const order = await aCardOrder(books, await someone(books))
    await record(order, { status: 'incomplete_expired', renews: false })
    expect(await cards.subscriptionsOf(order.personId)).toEqual([])
  })

  test('are those that live, the latest first, and of those that ended the last', async () => {
    const personId = await someone(books)
    const orders: Order[] = []
    for (let at = 0; at < 4; at++) {
      orders.push((await aSubscriber(books, personId)).order)
      books.clock.advance(days(40))
    }
    const [first, second, third, fourth] = orders as [Order, Order, Order, Order]
    const over = (order: Order, endedAt: Date) =>
      record(order, { status: 'canceled', renews: false, endedAt })
    await over(second, books.clock.now())
    await over(first, new Date(+books.clock.now() - days(1)))
    const shown = (await cards.subscriptionsOf(personId)).map(({ providerId }) => providerId)
    expect(shown).toEqual([fourth, third, second].map(({ id }) => `sub_${id}`))
  })
})

test('a ticket is greater than every one before it, in whichever process it is taken', async () => {
  const other = await books.reopen()
  const taken: number[] = []
  for (const { cards } of [books.billing, other, books.billing, other]) taken.push(await cards.ticket())
  expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b))
})
