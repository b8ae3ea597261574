import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Charge } from '../../db/billing.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { accessTo, anOrder, chargeFor, movedBy, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

test.each<[string, Partial<Charge>]>([
  ['a payload that is nothing', { payload: null }],
  ['a charge id with NUL', { chargeId: 'abc\u0000def' }],
  [
    'a charge id too long for any index',
    { chargeId: Array.from({ length: 9999 }, () => Math.random()).join() },
  ],
  ['an amount beyond all numbers', { price: { amount: 1e300, currency: 'XTR' } }],
  ['no date', { paidAt: new Date(Number.NaN) }],
  ['a payer who is no number', { payerId: Number.NaN }],
])('a charge with %s is refused alone; its neighbours in the batch are booked', async (_, flaw) => {
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => someone(books)))
  const charges = await Promise.all(people.map(async person => chargeFor(await anOrder(books, person))))
  const [before, victim, ...after] = charges as [Charge, Charge, ...Charge[]]
  const moved = await movedBy(books, async () => {
    const batch = [before, { ...victim, ...flaw }, ...after]
    const settled = await Promise.allSettled(batch.map(charge => books.billing.settle(charge)))
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })
  expect(moved).toEqual({ cash: 1000, sales: -1000 })
  expect(await newsFor(books, victim.payerId)).toEqual([])
  expect(
    await rows(books, 'select 1 from provider_events where provider_id = $1', [victim.chargeId]),
  ).toEqual([])
  for (const { payerId } of [before, ...after]) {
    expect(await accessTo(books, payerId)).toMatchObject({ active: true })
    expect((await newsFor(books, payerId)).map(({ kind }) => kind)).toEqual(['thanks'])
  }

  // case 94
  expect(await books.billing.settle(victim)).toMatchObject({ kind: 'granted' })
})

test.each<[string, Partial<Charge>]>([
  ['a payload with NUL', { payload: { note: 'NUL \u0000 inside', '\u0000key': 1 } }],
  ['a payload with half a character', { payload: { note: '\ud83d' } }],
])('a charge with %s, which Postgres cannot hold, is booked without it', async (_, flaw) => {
  const charge = chargeFor(await anOrder(books, await someone(books)))
  expect(await books.billing.settle({ ...charge, ...flaw })).toMatchObject({ kind: 'granted' })
})

test('a charge whose reference cannot be held fits no order, and is kept all the same', async () => {
  const charge = chargeFor(await anOrder(books, await someone(books)))
  const settled = await books.billing.settle({ ...charge, reference: 'abc\u0000def' })
  expect(settled).toMatchObject({ kind: 'quarantined', reason: 'unknown_order' })
})
