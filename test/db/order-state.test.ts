import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, Order } from '../../db/billing.ts'
import { ORDER_LIFE_MS } from '../../db/order.ts'
import { NEWS_MS } from '../../db/order-state.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, buy, chargeFor, newChargeId, newRequest, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

async function stateOf({ id, personId }: Order): Promise<string | undefined> {
  return (await books.billing.orderState({ personId, orderId: id }))?.state
}

async function giveBack({ chargeId }: Charge, kind: 'succeeded' | 'failed' = 'succeeded'): Promise<void> {
  const request = { chargeId, requestedBy: ADMIN, reason: 'asked for it', request: newRequest() }
  const asked = await books.billing.requestRefund(request)
  if (asked.kind !== 'requested') throw new Error(asked.kind)
  const no = { kind: 'failed' as const, because: 'refused' as const, detail: 'no' }
  await books.billing.settleRefund(asked.refundId, kind === 'failed' ? no : { kind })
}

describe('an order', () => {
  test('is told as it was made, also when its plan has other terms by now', async () => {
    const order = await anOrder(books, await someone(books), 'year')
    await books.reopen([])
    const told = await books.billing.orderState({ personId: order.personId, orderId: order.id })
    await books.reopen()
    expect(told).toEqual({ order, state: 'open' })
  })

  // case 91
  test('is open for its hour and a minute more for the news of a payment, and expired from then on', async () => {
    const order = await anOrder(books, await someone(books))
    books.clock.advance(ORDER_LIFE_MS + NEWS_MS - 1)
    expect(await stateOf(order)).toBe('open')
    books.clock.advance(1)
    expect(await stateOf(order)).toBe('expired')
  })

  // case 91
  test('is never called expired, then paid, where the gate let the payer through at the last moment', async () => {
    const order = await anOrder(books, await someone(books))
    books.clock.advance(ORDER_LIFE_MS - 2_000)
    const claim = { reference: order.id, payerId: order.personId, price: order.price }
    expect(await books.billing.admit(claim)).toMatchObject({ kind: 'admitted' })
    const said = new Set<string | undefined>()
    for (let seconds = 0; seconds < 50; seconds += 5) {
      said.add(await stateOf(order))
      books.clock.advance(5_000)
    }
    await books.billing.settle(chargeFor(order))
    expect([...said, await stateOf(order)]).toEqual(['open', 'paid'])
  })

  test('is canceled once its buyer has said so, and stays it', async () => {
    const order = await anOrder(books, await someone(books))
    await books.billing.cancelOrder({ personId: order.personId, orderId: order.id })
    expect(await stateOf(order)).toBe('canceled')
    books.clock.advance(ORDER_LIFE_MS)
    expect(await stateOf(order)).toBe('canceled')
  })

  test.each<[string, (order: Order) => Promise<unknown> | undefined]>([
    ['in time', () => undefined],
    ['though it was canceled', ({ id, personId }) => books.billing.cancelOrder({ personId, orderId: id })],
    ['though it had expired', async () => books.clock.advance(2 * ORDER_LIFE_MS)],
  ])('is paid once the money is booked, %s', async (_, meanwhile) => {
    const order = await anOrder(books, await someone(books))
    await meanwhile(order)
    expect(await stateOf(order)).not.toBe('paid')
    await books.billing.settle(chargeFor(order))
    expect(await stateOf(order)).toBe('paid')
  })

  test('is refunded once the money is back, not while it is asked for, nor when that is refused', async () => {
    const { order, charge } = await buy(books, await someone(books))
    await giveBack(charge, 'failed')
    expect(await stateOf(order)).toBe('paid')
    const request = { chargeId: charge.chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
    const asked = await books.billing.requestRefund(request)
    expect(await stateOf(order)).toBe('paid')
    if (asked.kind === 'requested') await books.billing.settleRefund(asked.refundId, { kind: 'succeeded' })
    expect(await stateOf(order)).toBe('refunded')
  })

  // case 2
  test('that was paid twice is paid as long as one of the payments stands', async () => {
    const { order, charge } = await buy(books, await someone(books))
    const again = chargeFor(order)
    await books.billing.settle(again)
    await giveBack(charge)
    expect(await stateOf(order)).toBe('paid')
    await giveBack(again)
    expect(await stateOf(order)).toBe('refunded')
  })

  // case 7
  test('is held while money that does not fit lies there, and paid once what fits has come', async () => {
    const order = await anOrder(books, await someone(books))
    const wrong = chargeFor(order, { price: { amount: 1, currency: 'XTR' } })
    await books.billing.settle(wrong)
    expect(await stateOf(order)).toBe('held')
    await giveBack(wrong)
    expect(await stateOf(order)).toBe('refunded')
    await books.billing.settle(chargeFor(order))
    expect(await stateOf(order)).toBe('paid')
  })

  // case 2
  test('for what they own for ever is held until the money is back, and opens nothing', async () => {
    const personId = await someone(books)
    const [first, second] = [
      await anOrder(books, personId, 'lifetime'),
      await anOrder(books, personId, 'lifetime'),
    ]
    await books.billing.settle(chargeFor(first))
    const returned = await books.billing.settle(chargeFor(second))
    expect(await stateOf(second)).toBe('held')
    if (returned.kind === 'returned')
      await books.billing.settleRefund(returned.refundId, { kind: 'succeeded' })
    expect(await stateOf(second)).toBe('refunded')
    expect(await stateOf(first)).toBe('paid')
  })

  // case 3
  test('that somebody else paid is theirs, and stays open for whoever made it', async () => {
    const order = await anOrder(books, await someone(books))
    const payerId = await someone(books)
    await books.billing.settle(chargeFor(order, { payerId, chargeId: newChargeId() }))
    expect(await stateOf(order)).toBe('open')
    expect(await books.billing.orderState({ personId: payerId, orderId: order.id })).toBeNull()
  })

  test.each([[''], ['x'], ['00000000-0000-0000-0000-000000000000'], ['1; drop table orders'], ['\0']])(
    'that does not exist (%j) is nobody’s',
    async orderId => {
      expect(await books.billing.orderState({ personId: await someone(books), orderId })).toBeNull()
    },
  )
})
