import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Billing, OpenCheckoutResult, Order } from '../../db/billing.ts'
import { openBooks, plan } from '../support/books.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, monthsAfter, stateOf, stripeId } from '../support/card-sale.ts'
import { chargeFor, rows, someone } from '../support/sale.ts'

const MINUTE_MS = 60_000
const FRESH_MS = 25 * MINUTE_MS

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

async function open(personId: number, planCode = 'care'): Promise<OpenCheckoutResult> {
  return await cards.openCheckout({ personId, planCode })
}

describe('an order to pay by card', () => {
  test('is at the price for cards, and payable for an hour', async () => {
    const personId = await someone(books)
    const now = books.clock.now()
    expect(await open(personId)).toEqual({
      kind: 'opened',
      order: {
        id: expect.any(String),
        personId,
        rail: 'card',
        price: { amount: 999, currency: 'EUR' },
        plan: CARD_SHOP[0],
        createdAt: now,
        expiresAt: new Date(+now + 60 * MINUTE_MS),
      },
      stacksAfter: null,
      sessionId: null,
    })
  })

  // case 88
  test('is refused with what is on sale where the plan is unknown, or not sold by card', async () => {
    const personId = await someone(books)
    expect(await open(personId, 'no')).toEqual({ kind: 'unknown_plan', onSale: CARD_SHOP })
    expect(await open(personId, 'month')).toEqual({ kind: 'not_sold_on_rail', onSale: CARD_SHOP })
  })

  // cases 67, 68
  test('is one however often it is asked for at the same moment in two processes', async () => {
    const personId = await someone(books)
    const other = await books.reopen(CARD_SHOP)
    const many: Billing[] = Array.from({ length: 10 }, () => [books.billing, other]).flat()
    // Connections that are there already let nobody be first.
    await Promise.all(many.map(each => each.cards.ticket()))
    const opened = await Promise.all(
      many.map(each => each.cards.openCheckout({ personId, planCode: 'care' })),
    )
    expect(new Set(opened.map(each => (each.kind === 'opened' ? each.order.id : each.kind))).size).toBe(1)
    expect(await rows(books, 'select 1 from orders where person_id = $1', [personId])).toHaveLength(1)
  })

  // case 67
  test('comes with the page it can be paid on, once that is made; the first of two stays', async () => {
    const personId = await someone(books)
    const { id: orderId } = await aCardOrder(books, personId)
    const [sessionId, second] = [stripeId('cs'), stripeId('cs')]
    await cards.keepCheckout({ orderId, sessionId })
    await cards.keepCheckout({ orderId, sessionId })
    await cards.keepCheckout({ orderId, sessionId: second })
    expect(await open(personId)).toMatchObject({ kind: 'opened', order: { id: orderId }, sessionId })
  })

  test('is the same for 25 minutes, and another one after that', async () => {
    const personId = await someone(books)
    const { id } = await aCardOrder(books, personId)
    books.clock.advance(FRESH_MS - 1)
    expect(await open(personId)).toMatchObject({ order: { id } })
    books.clock.advance(1)
    const later = await aCardOrder(books, personId)
    expect(later.id).not.toBe(id)
    expect(await open(personId)).toMatchObject({ order: { id: later.id } })
  })

  test('is the same for 50 minutes where it has its page, on which one can pay for ten more', async () => {
    const personId = await someone(books)
    const { id: orderId } = await aCardOrder(books, personId)
    await cards.keepCheckout({ orderId, sessionId: stripeId('cs') })
    books.clock.advance(50 * MINUTE_MS - 1)
    expect(await open(personId)).toMatchObject({ order: { id: orderId } })
    books.clock.advance(1)
    expect((await aCardOrder(books, personId)).id).not.toBe(orderId)
  })

  test.each<[string, (order: Order) => Promise<unknown>]>([
    ['canceled', ({ id, personId }) => books.billing.cancelOrder({ personId, orderId: id })],
    ['paid', order => books.billing.settle(chargeFor(order))],
    [
      'begun as a subscription that is over',
      async order =>
        cards.recordSubscription(
          await stateOf(books, order, { status: 'incomplete_expired', renews: false }),
        ),
    ],
    ['one whose money failed', ({ id }) => cards.recordFailedCheckout(id)],
    [
      'of an earlier edition of the plan',
      async () => {
        await books.reopen([plan({ ...(CARD_SHOP[0] ?? { code: '' }), code: 'care', title: 'Care, again' })])
      },
    ],
  ])('is another one where the last is %s', async (_, meanwhile) => {
    const personId = await someone(books)
    const first = await aCardOrder(books, personId)
    await meanwhile(first)
    const second = await aCardOrder(books, personId)
    await books.reopen(CARD_SHOP)
    expect(second.id).not.toBe(first.id)
  })

  test('is the same while its subscription waits for the first payment', async () => {
    const personId = await someone(books)
    const order = await aCardOrder(books, personId)
    await cards.recordSubscription(await stateOf(books, order, { status: 'incomplete', renews: false }))
    expect(await open(personId)).toMatchObject({ order: { id: order.id } })
  })

  test('is neither that of another person, nor of another plan, nor one for Stars', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const stars = await books.billing.openOrder({ personId: ann, planCode: 'visit', rail: 'stars' })
    const orders = [
      await aCardOrder(books, ann),
      await aCardOrder(books, bob),
      await aCardOrder(books, ann, 'visit'),
    ]
    const ids = [...orders.map(({ id }) => id), stars.kind === 'opened' && stars.order.id]
    expect(new Set(ids).size).toBe(4)
  })

  // case 89
  test('does not count against the five a minute when it is asked for again; a new one does', async () => {
    const personId = await someone(books)
    const first = await aCardOrder(books, personId)
    for (let more = 0; more < 9; more++)
      expect(await open(personId)).toMatchObject({ order: { id: first.id } })
    for (let more = 0; more < 4; more++)
      expect(await books.billing.openOrder({ personId, planCode: 'month', rail: 'stars' })).toMatchObject({
        kind: 'opened',
      })
    expect(await open(personId, 'visit')).toEqual({ kind: 'too_many', retryAfterSeconds: 60 })
    expect(await open(personId)).toMatchObject({ order: { id: first.id } })
  })

  // case 90
  test('says from when it counts where they hold the plan', async () => {
    const personId = await someone(books)
    const { order } = await aSubscriber(books, personId)
    expect(await open(personId)).toMatchObject({ stacksAfter: monthsAfter(order.createdAt, 1) })
  })
})

describe('an order by its id', () => {
  test('is found whosever it is, and nothing else is', async () => {
    const order = await aCardOrder(books, await someone(books))
    expect(await cards.orderBy(order.id)).toEqual(order)
    for (const id of ['', 'x', "'; drop table orders", '01900000-0000-7000-8000-000000000000'])
      expect(await cards.orderBy(id)).toBeNull()
  })
})
