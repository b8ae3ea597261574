import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { accessTo, anOrder, buy, chargeFor, movedBy, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterEach(() => books.close())

const versions = async () => {
  const found = await rows<{ plan: string }>(
    books,
    `select plan_code || ' ' || number as plan from plan_versions order by plan_code, number`,
  )
  return found.map(({ plan }) => plan)
}

const FIRST = ['lifetime 1', 'month 1', 'year 1']
const dearMonth = plan({ code: 'month', stars: { amount: 300, recurring: false } })
const [month, year, lifetime] = SHOP as [(typeof SHOP)[0], (typeof SHOP)[0], (typeof SHOP)[0]]

test('the shop shows the plans in the order of the file', async () => {
  expect(await books.billing.catalog()).toEqual(SHOP)
  const turned = await books.reopen([lifetime, month, year])
  expect(await turned.catalog()).toEqual([lifetime, month, year])
  expect(await versions()).toEqual(FIRST)
})

test('publishing the same plans again makes no new version', async () => {
  await books.reopen(SHOP)
  // The same facts in another order of writing.
  await books.reopen(SHOP.map(terms => Object.fromEntries(Object.entries(terms).reverse()) as typeof terms))
  expect(await versions()).toEqual(FIRST)
})

test.each([
  ['price', { stars: { amount: 300, recurring: false } }],
  ['title', { title: { en: 'The month', ru: 'Месяц' } }],
  ['keys', { entitlements: ['pro', 'chat'] }],
  ['length', { term: 'P2M' }],
])('a changed %s makes one new version of that plan, once', async (_, change) => {
  const changed = [plan({ code: 'month', ...change }), year, lifetime]
  for (const billing of [await books.reopen(changed), await books.reopen(changed)]) {
    expect(await billing.catalog()).toEqual(changed)
  }
  expect(await versions()).toEqual(['lifetime 1', 'month 1', 'month 2', 'year 1'])
})

test('going back to the old price is a version again', async () => {
  await books.reopen([dearMonth, year, lifetime])
  expect(await (await books.reopen(SHOP)).catalog()).toEqual(SHOP)
  expect(await versions()).toEqual(['lifetime 1', 'month 1', 'month 2', 'month 3', 'year 1'])
})

// case 6
test('an order keeps the price, the length and the keys it was made with', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  const changed = plan({ ...dearMonth, term: 'P1Y', entitlements: ['other'] })
  const billing = await books.reopen([changed, year, lifetime])
  const until = addPeriod(books.clock.now(), 'P1M')
  const moved = await movedBy(books, async () => {
    expect(await billing.settle(chargeFor(order))).toMatchObject({ kind: 'granted', until })
  })
  expect(moved).toEqual({ cash: 250, sales: -250 })
  expect(await accessTo(books, ann)).toMatchObject({ active: true, to: until })
  expect(await accessTo(books, ann, 'other')).toBeNull()

  const newer = await buy({ billing }, ann)
  expect(newer.settlement).toMatchObject({ kind: 'granted', until: addPeriod(until, 'P1Y') })
  expect(newer.order.price.amount).toBe(300)
})

// case 7
test('the new price does not pay an order at the old one', async () => {
  const order = await anOrder(books, await someone(books))
  const billing = await books.reopen([dearMonth, year, lifetime])
  const charge = chargeFor(order, { price: { amount: 300, currency: 'XTR' } })
  expect(await billing.settle(charge)).toMatchObject({ kind: 'quarantined', reason: 'wrong_amount' })
})

describe('a plan that is not in the file any more', () => {
  test('is retired: not sold, not given, kept by those who have it', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    const billing = await books.reopen([year])
    expect(await billing.catalog()).toEqual([year])
    const unknown = { kind: 'unknown_plan', onSale: [year] }
    expect(await billing.openOrder({ personId: ann, planCode: 'month', rail: 'stars' })).toEqual(unknown)
    expect(
      await billing.grant({
        personId: ann,
        planCode: 'month',
        grantedBy: 1,
        reason: 'x',
        request: newRequest(),
      }),
    ).toEqual({
      kind: 'unknown_plan',
      onSale: ['year'],
    })
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
    expect(await versions()).toEqual(FIRST)
  })

  test('keeps the day it was retired, and comes back as it was', async () => {
    const retiredAt = async () => (await rows(books, `select retired_at from plans where code = 'month'`))[0]
    await books.reopen([year])
    const first = await retiredAt()
    expect(first).not.toEqual({ retired_at: null })
    books.clock.advance(1000)
    await books.reopen([year])
    expect(await retiredAt()).toEqual(first)
    expect(await (await books.reopen(SHOP)).catalog()).toEqual(SHOP)
    expect(await retiredAt()).toEqual({ retired_at: null })
    expect(await versions()).toEqual(FIRST)
  })
})

test('a shop may be empty', async () => {
  const billing = await books.reopen([])
  expect(await billing.catalog()).toEqual([])
  expect(
    await billing.openOrder({ personId: await someone(books), planCode: 'month', rail: 'stars' }),
  ).toEqual({
    kind: 'unknown_plan',
    onSale: [],
  })
})

test('processes that start together with a new file make one version', async () => {
  const shop = [dearMonth, year, lifetime, plan({ code: 'brand-new' })]
  const all = await Promise.all([1, 2, 3].map(() => books.reopen(shop)))
  for (const billing of all) expect(await billing.catalog()).toEqual(shop)
  expect(await versions()).toEqual(['brand-new 1', 'lifetime 1', 'month 1', 'month 2', 'year 1'])
})
