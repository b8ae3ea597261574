import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckoutClaim, Order } from '../../db/billing.ts'
import { openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { anOrder, buy, chargeFor, movedBy, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const claimFor = (order: Order, changes: Partial<CheckoutClaim> = {}): CheckoutClaim => ({
  reference: order.id,
  payerId: order.personId,
  price: order.price,
  ...changes,
})

async function orderOfSomeone(planCode?: string): Promise<Order> {
  return await anOrder(books, await someone(books), planCode)
}

test('a live order is admitted at its own price, and asking writes nothing', async () => {
  const order = await orderOfSomeone()
  const tables = [
    'orders',
    'payments',
    'entries',
    'grants',
    'notices',
    'order_cancellations',
    'provider_events',
  ]
  const sizes = () =>
    rows(books, tables.map(table => `select '${table}' as name, count(*) from ${table}`).join(' union '))
  const before = await sizes()
  expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
  expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
  expect(await sizes()).toEqual(before)
})

// case 3
test('an invoice is not for another payer', async () => {
  const order = await orderOfSomeone()
  const other = claimFor(order, { payerId: await someone(books) })
  expect(await books.billing.admit(other)).toEqual({ kind: 'refused', reason: 'foreign' })
  expect(await books.billing.admit({ ...other, payerId: 999_999_999 })).toEqual({
    kind: 'refused',
    reason: 'foreign',
  })
})

// case 4
test('a canceled order is refused', async () => {
  const order = await orderOfSomeone()
  await books.billing.cancelOrder({ personId: order.personId, orderId: order.id })
  expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'refused', reason: 'canceled', order })
})

// cases 4, 91
describe('an order is payable for an hour', () => {
  test('also in its last second', async () => {
    const order = await orderOfSomeone()
    books.clock.advance(60 * 60 * 1000 - 1000)
    expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
  })

  test('and not when the hour is full', async () => {
    const order = await orderOfSomeone()
    books.clock.advance(60 * 60 * 1000)
    expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'refused', reason: 'expired', order })
  })

  // case 10
  test('a refusal changes nothing: what is paid all the same is honoured', async () => {
    const order = await orderOfSomeone()
    books.clock.advance(60 * 60 * 1000)
    const moved = await movedBy(books, () => books.billing.admit(claimFor(order)))
    expect(moved).toEqual({})
    expect((await books.billing.settle(chargeFor(order))).kind).toBe('granted')
  })
})

// case 5
test.each([
  ['empty', ''],
  ['a uuid of nothing', '0192e7f0-0000-7000-8000-000000000000'],
  ['10 kB', 'x'.repeat(10_000)],
  ['SQL', `' or 1=1; --`],
  ['NUL', '\u0000'],
  ['almost a uuid', '0192e7f0-0000-7000-8000-00000000000'],
])('a payload that is %s is refused as unknown', async (_, reference) => {
  const payerId = await someone(books)
  const claim = { reference, payerId, price: { amount: 250, currency: 'XTR' } }
  expect(await books.billing.admit(claim)).toEqual({ kind: 'refused', reason: 'unknown_order' })
})

// cases 6, 92
test.each([
  ['one less', { amount: 249, currency: 'XTR' }],
  ['one more', { amount: 251, currency: 'XTR' }],
  ['a fraction more', { amount: 250.01, currency: 'XTR' }],
  ['nothing', { amount: 0, currency: 'XTR' }],
  ['another currency', { amount: 250, currency: 'EUR' }],
])('a price that is %s is refused', async (_, price) => {
  const order = await orderOfSomeone()
  expect(await books.billing.admit(claimFor(order, { price }))).toEqual({
    kind: 'refused',
    reason: 'price_differs',
    order,
  })
})

// case 90
test('what the payer owns for ever by now is refused', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann, 'lifetime')
  const { charge } = await buy(books, ann, 'lifetime')
  expect(await books.billing.admit(claimFor(order))).toEqual({
    kind: 'refused',
    reason: 'owned_forever',
    order,
  })
  await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
  expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
})

test('an order paid once is admitted again: a timed plan may be bought twice', async () => {
  const order = await orderOfSomeone()
  await books.billing.settle(chargeFor(order))
  expect(await books.billing.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
})

describe('when the shop changes between invoice and payment', () => {
  const dearer = SHOP.map(terms =>
    terms.code === 'month' ? plan({ code: 'month', stars: { amount: 300, recurring: false } }) : terms,
  )

  // case 6
  test('the order is honoured at the price it was opened with, and at no other', async () => {
    const order = await orderOfSomeone()
    const changed = await books.reopen(dearer)
    expect(await changed.admit(claimFor(order))).toEqual({ kind: 'admitted', order })
    const price = { amount: 300, currency: 'XTR' }
    expect(await changed.admit(claimFor(order, { price }))).toMatchObject({ reason: 'price_differs' })
    expect(await changed.settle(chargeFor(order))).toMatchObject({ kind: 'granted' })
    expect((await orderOfSomeone()).price).toEqual(price)
  })

  test('a plan no longer on sale is refused, and honoured if it is paid all the same', async () => {
    const order = await orderOfSomeone('year')
    const without = await books.reopen(SHOP.filter(({ code }) => code !== 'year'))
    expect(await without.admit(claimFor(order))).toEqual({ kind: 'refused', reason: 'retired', order })
    expect(await without.settle(chargeFor(order))).toMatchObject({ kind: 'granted' })
  })
})
