import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { recordDuties } from '../support/duties.ts'
import { accessTo, anOrder, buy, chargeFor, movedBy, newsFor, someone } from '../support/sale.ts'

let books: TestBooks
const { duties, givenBack } = recordDuties()

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
  await books.billing.work(duties)
})
afterAll(() => books.close())

const months = (start: Date, count: number): Date =>
  count === 0 ? start : months(addPeriod(start, 'P1M'), count - 1)

// case 2
describe('the same invoice paid twice', () => {
  test('buys two periods, the second from where the first ends', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann)
    const start = books.clock.now()
    const [first, second] = [chargeFor(order), chargeFor(order)]
    const moved = await movedBy(books, async () => {
      expect(await books.billing.settle(first)).toMatchObject({ kind: 'granted', until: months(start, 1) })
      expect(await books.billing.settle(second)).toMatchObject({ kind: 'granted', until: months(start, 2) })
    })
    expect(moved).toEqual({ cash: 500, sales: -500 })
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: months(start, 2) })
    expect(await newsFor(books, ann)).toMatchObject([
      { kind: 'thanks', until: months(start, 1).toISOString(), stackedFrom: null },
      {
        kind: 'thanks',
        until: months(start, 2).toISOString(),
        stackedFrom: months(start, 1).toISOString(),
        chargeId: second.chargeId,
      },
    ])
  })

  test('buys two periods also when both payments arrive together', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann)
    const start = books.clock.now()
    const untils = await Promise.all([1, 2, 3].map(() => books.billing.settle(chargeFor(order))))
    expect(untils.map(settlement => 'until' in settlement && settlement.until)).toEqual([
      months(start, 1),
      months(start, 2),
      months(start, 3),
    ])
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: months(start, 3) })
  })
})

// case 90
describe('buying what one holds', () => {
  test('says before paying from when it will count', async () => {
    const ann = await someone(books)
    const start = books.clock.now()
    expect(await books.billing.openOrder({ personId: ann, planCode: 'month', rail: 'stars' })).toMatchObject({
      kind: 'opened',
      stacksAfter: null,
    })
    await buy(books, ann)
    await buy(books, ann)
    const again = await books.billing.openOrder({ personId: ann, planCode: 'month', rail: 'stars' })
    expect(again).toMatchObject({ kind: 'opened', stacksAfter: months(start, 2) })
    const other = await books.billing.openOrder({ personId: ann, planCode: 'year', rail: 'stars' })
    expect(other).toMatchObject({ kind: 'opened', stacksAfter: null })
  })

  test('begins at once when the earlier period is over', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    books.clock.advance(days(40))
    const order = await books.billing.openOrder({ personId: ann, planCode: 'month', rail: 'stars' })
    expect(order).toMatchObject({ kind: 'opened', stacksAfter: null })
    const now = books.clock.now()
    const { settlement } = await buy(books, ann)
    expect(settlement).toMatchObject({ kind: 'granted', until: months(now, 1) })
    expect(await accessTo(books, ann)).toEqual({ active: true, from: now, to: months(now, 1) })
  })

  test('for ever is refused before paying', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'lifetime')
    const again = await books.billing.openOrder({ personId: ann, planCode: 'lifetime', rail: 'stars' })
    expect(again).toMatchObject({ kind: 'owned_forever', plan: { code: 'lifetime' } })
  })
})

test('plans stack each for itself, and access is the longest of them', async () => {
  const ann = await someone(books)
  const start = books.clock.now()
  await buy(books, ann, 'month')
  const { settlement } = await buy(books, ann, 'year')
  expect(settlement).toMatchObject({ until: addPeriod(start, 'P1Y') })
  expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: addPeriod(start, 'P1Y') })
})

// case 2
test('a second payment for what is owned for ever goes back at once, and access stays', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann, 'lifetime')
  const first = chargeFor(order)
  expect(await books.billing.settle(first)).toMatchObject({ kind: 'granted', until: null })

  const second = chargeFor(order)
  const moved = await movedBy(books, async () => {
    const settlement = await books.billing.settle(second)
    expect(settlement).toEqual({
      kind: 'returned',
      paymentId: expect.any(String),
      refundId: expect.any(String),
    })
    await vi.waitFor(async () => expect((await newsFor(books, ann)).at(-1)?.kind).toBe('refunded'), 5000)
    const refundId = 'refundId' in settlement && settlement.refundId
    expect(givenBack.filter(({ payerId }) => payerId === ann)).toEqual([
      { refundId, rail: 'stars', chargeId: second.chargeId, payerId: ann, price: order.price },
    ])
  })
  expect(moved).toEqual({})

  expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
  const price = { amount: 9000, currency: 'XTR' }
  expect(await newsFor(books, ann)).toEqual([
    expect.objectContaining({ kind: 'thanks', until: null, chargeId: first.chargeId }),
    { kind: 'returning', plan: 'The lifetime', price, chargeId: second.chargeId },
    { kind: 'refunded', plan: null, price, accessUntil: null, chargeId: second.chargeId },
  ])
  const story = await books.billing.story(ann)
  expect(story?.payments.map(({ refunds }) => refunds.map(({ result }) => result))).toEqual([
    [],
    ['succeeded'],
  ])
  expect(story?.grants).toHaveLength(1)
})

test('two payments for the same plan for ever that arrive together: one is granted, one goes back', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann, 'lifetime')
  const both = await Promise.all([1, 2].map(() => books.billing.settle(chargeFor(order))))
  expect(both.map(({ kind }) => kind)).toEqual(['granted', 'returned'])
})
