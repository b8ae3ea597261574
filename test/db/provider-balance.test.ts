import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Billing } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { buy, newsFor, rows, someone } from '../support/sale.ts'

const OTHER_ADMIN = 901
const MINUTE = 60_000

let books: TestBooks
/** What the books hold by now, in Stars. */
let booked = 0

beforeAll(async () => {
  books = await openBooks({ adminIds: [ADMIN, OTHER_ADMIN] })
  books.clock.stand()
})
beforeEach(async () => {
  await buy(books, await someone(books))
  booked += 250
  await at(booked)
  books.clock.advance(MINUTE)
})
afterAll(() => books.close())

/** The provider says it holds so many Stars. */
const at = (amount: number, billing: Billing = books.billing) =>
  billing.compareBalance({ rail: 'stars', currency: 'XTR', amount })

/** Readings that are off by so much, a minute apart. */
async function off(...drifts: number[]): Promise<void> {
  for (const drift of drifts) {
    await at(booked - drift)
    books.clock.advance(MINUTE)
  }
}

/** The drifts the admin is told of while `happening`. */
async function toldOf(happening: () => Promise<unknown>, admin = ADMIN): Promise<number[]> {
  const before = (await newsFor(books, admin)).length
  await happening()
  const news = (await newsFor(books, admin)).slice(before)
  return news.flatMap(one => (one.kind === 'drift' ? [one.booked - one.provider] : []))
}

describe('the ledger beside what the provider says', () => {
  test('is told with both figures, and how far they are apart', async () => {
    expect(await at(booked)).toEqual({ booked, provider: booked, drift: 0 })
    expect(await at(booked + 30)).toEqual({ booked, provider: booked + 30, drift: -30 })
    // case 34
    expect(await at(-5)).toEqual({ booked, provider: -5, drift: booked + 5 })
  })

  test('is kept per rail and currency, the last reading of each', async () => {
    await at(booked - 7)
    await books.billing.compareBalance({ rail: 'card', currency: 'EUR', amount: 12 })
    await books.billing.compareBalance({ rail: 'card', currency: 'USD', amount: 0 })
    expect(await books.billing.drift()).toEqual([
      { rail: 'card', currency: 'EUR', drift: -12 },
      { rail: 'card', currency: 'USD', drift: 0 },
      { rail: 'stars', currency: 'XTR', drift: 7 },
    ])
  })

  test('moves nothing', async () => {
    const before = await books.billing.balances()
    await off(10, 10, 10)
    expect(await books.billing.balances()).toEqual(before)
  })
})

describe('admins are told of a drift', () => {
  test('that lasts two minutes: all of them, once, with both figures', async () => {
    expect(await toldOf(() => off(10, 10))).toEqual([])
    expect(await toldOf(() => off(10, 10, 10, 10))).toEqual([10])
    expect((await newsFor(books, OTHER_ADMIN)).at(-1)).toEqual({
      kind: 'drift',
      rail: 'stars',
      currency: 'XTR',
      booked,
      provider: booked - 10,
    })
  })

  test('that two readings found the same, however far they are apart', async () => {
    await off(20)
    books.clock.advance(60 * MINUTE)
    expect(await toldOf(() => off(20))).toEqual([20])
  })

  test('not while payments in flight make it another one each time', async () => {
    expect(await toldOf(() => off(1, 2, 3, 4, 5, 4, 3))).toEqual([])
  })

  test('not while it comes and goes', async () => {
    expect(await toldOf(() => off(30, 30, 0, 30, 30, 0))).toEqual([])
  })

  test('again when it is another one and lasts, and when it comes back after it was gone', async () => {
    expect(await toldOf(() => off(40, 40, 40, 41, 41, 41, 41))).toEqual([40, 41])
    expect(await toldOf(() => off(0, 41, 41, 41))).toEqual([41])
  })

  test('not again when it was another one for a moment only', async () => {
    expect(await toldOf(() => off(50, 50, 50, 300, 50, 50, 50, 50))).toEqual([50])
  })

  // case 83
  test('once, when two processes compare at the same moment', async () => {
    const other = await books.reopen()
    const together = () =>
      Promise.all(Array.from({ length: 8 }, (_, n) => at(booked - 60, n % 2 === 0 ? books.billing : other)))
    await together()
    books.clock.advance(2 * MINUTE)
    expect(await toldOf(together)).toEqual([60])
    expect(await rows(books, `select 1 from provider_balances where rail = 'stars'`)).toHaveLength(1)
  })
})

// case 83
test('of a rail nobody compared yet two processes keep one first reading', async () => {
  const other = await books.reopen()
  const reading = { rail: 'card' as const, currency: 'CHF', amount: 0 }
  const all = await Promise.all(
    [books.billing, other, books.billing, other].map(billing => billing.compareBalance(reading)),
  )
  expect(all).toEqual(Array(4).fill({ booked: 0, provider: 0, drift: 0 }))
  expect(await rows(books, `select 1 from provider_balances where currency = 'CHF'`)).toHaveLength(1)
})
