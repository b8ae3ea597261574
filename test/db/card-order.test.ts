import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import {
  aCardOrder,
  CARD_SHOP,
  givenBack,
  monthsAfter,
  periodCharge,
  recordState,
  stripeId,
} from '../support/card-sale.ts'
import { chargeFor, movedBy, newsFor, someone } from '../support/sale.ts'

const DAY_MINUTES = 24 * 60
const MINUTE_MS = 60_000

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

const stateNow = async ({ id, personId }: Order) =>
  (await books.billing.orderState({ personId, orderId: id }))?.state

describe('the state of an order to pay by card', () => {
  // case 65
  test('is open, then expired, while slow money is on its way, and paid when it has come', async () => {
    const order = await aCardOrder(books, await someone(books))
    expect(await stateNow(order)).toBe('open')
    books.clock.advance(3 * DAY_MINUTES * MINUTE_MS)
    expect(await stateNow(order)).toBe('expired')
    await books.billing.settle(chargeFor(order))
    expect(await stateNow(order)).toBe('paid')
  })

  // case 82
  test('is paid by the first period of a subscription, also one that cost nothing', async () => {
    const order = await aCardOrder(books, await someone(books))
    await recordState(books, order, { status: 'trialing' })
    expect(await stateNow(order)).toBe('open')
    const span = { startsAt: order.createdAt, endsAt: monthsAfter(order.createdAt, 1) }
    const price = { amount: 0, currency: 'EUR' }
    await books.billing.settle(periodCharge(order, span, { chargeId: stripeId('in'), price }))
    expect(await stateNow(order)).toBe('paid')
  })

  // case 69
  test('stays paid while a part has gone back, and is refunded once all of it has', async () => {
    const order = await aCardOrder(books, await someone(books))
    const { chargeId } = await settled(order)
    await givenBack(books, chargeId, 400)
    expect(await stateNow(order)).toBe('paid')
    await givenBack(books, chargeId, 599)
    expect(await stateNow(order)).toBe('refunded')
  })
})

async function settled(order: Order) {
  const charge = chargeFor(order, { chargeId: stripeId('pi') })
  await books.billing.settle(charge)
  return charge
}

// case 65
describe('money that did not come after all', () => {
  test('is told to the buyer once, ends the order, and grants nothing', async () => {
    const personId = await someone(books)
    const order = await aCardOrder(books, personId)
    const moved = await movedBy(books, async () => {
      await Promise.all([1, 2, 3].map(() => cards.recordFailedCheckout(order.id)))
    })
    expect(moved).toEqual({})
    expect(await newsFor(books, personId)).toEqual([
      { kind: 'checkout_failed', plan: 'The care', price: { amount: 999, currency: 'EUR' } },
    ])
    expect(await stateNow(order)).toBe('canceled')
    expect(await books.billing.accessOf(personId)).toEqual([])
  })

  // case 66
  test('is honoured when it comes all the same, and has not failed when it came before', async () => {
    const personId = await someone(books)
    const order = await aCardOrder(books, personId)
    await cards.recordFailedCheckout(order.id)
    await settled(order)
    expect(await stateNow(order)).toBe('paid')

    const bob = await someone(books)
    const paid = await aCardOrder(books, bob)
    await settled(paid)
    await cards.recordFailedCheckout(paid.id)
    expect(await stateNow(paid)).toBe('paid')
    expect((await newsFor(books, bob)).map(({ kind }) => kind)).toEqual(['thanks'])
  })
})
