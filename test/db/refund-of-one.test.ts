import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, days, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { accessTo, buy, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

const CHAT = plan({ code: 'chat', entitlements: ['pro', 'chat'], term: 'P10D' })

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: [...SHOP, CHAT, plan({ code: 'thirty', term: 'P30D' })] })
  books.clock.stand()
})
afterAll(() => books.close())

async function refund(chargeId: string): Promise<void> {
  const result = await books.billing.requestRefund({
    chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  })
  if (result.kind !== 'requested') throw new Error(result.kind)
  await books.billing.settleRefund(result.refundId, { kind: 'succeeded' })
}

const lastNews = async (personId: number) => (await newsFor(books, personId)).at(-1)
const at = (start: Date, day: number) => new Date(+start + days(day))

// cases 32, 35
describe('of two purchases of one plan, thirty days each', () => {
  async function bothBought() {
    const ann = await someone(books)
    const start = books.clock.now()
    const first = (await buy(books, ann, 'thirty')).charge.chargeId
    const second = (await buy(books, ann, 'thirty')).charge.chargeId
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 60) })
    return { ann, start, first, second }
  }

  test('the first refunded while it runs: the second moves up and keeps its thirty days', async () => {
    const { ann, start, first } = await bothBought()
    books.clock.advance(days(10))
    expect(await movedBy(books, () => refund(first))).toEqual({ cash: -250, sales: 250 })
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 40) })
    expect(await lastNews(ann)).toMatchObject({ kind: 'refunded', accessUntil: at(start, 40).toISOString() })
    expect((await books.billing.story(ann))?.grants).toMatchObject([
      { startsAt: start, endsAt: at(start, 10), revokedAt: at(start, 10) },
      { startsAt: at(start, 10), endsAt: at(start, 40), revokedAt: null },
    ])
  })

  test('the second refunded before it began: the first keeps what it has', async () => {
    const { ann, start, second } = await bothBought()
    books.clock.advance(days(10))
    await refund(second)
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 30) })
    expect(await lastNews(ann)).toMatchObject({ kind: 'refunded', accessUntil: at(start, 30).toISOString() })
  })

  test('the second refunded while it runs: access ends now', async () => {
    const { ann, start, second } = await bothBought()
    books.clock.advance(days(40))
    await refund(second)
    expect(await accessTo(books, ann)).toEqual({ active: false, from: start, to: at(start, 40) })
    expect(await lastNews(ann)).toMatchObject({ kind: 'refunded', accessUntil: null })
  })

  test('the first refunded when it is over: the money goes back, the second stays as it was', async () => {
    const { ann, start, first } = await bothBought()
    books.clock.advance(days(40))
    expect(await movedBy(books, () => refund(first))).toEqual({ cash: -250, sales: 250 })
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 60) })
  })

  test('both refunded: nothing is left', async () => {
    const { ann, start, first, second } = await bothBought()
    books.clock.advance(days(10))
    await refund(second)
    await refund(first)
    expect(await accessTo(books, ann)).toEqual({ active: false, from: start, to: at(start, 10) })
  })

  test('a third in the middle refunded: the one behind it closes the gap', async () => {
    const { ann, start, second } = await bothBought()
    await buy(books, ann, 'thirty')
    books.clock.advance(days(45))
    await refund(second)
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 75) })
  })
})

// case 35
describe('of two overlapping plans', () => {
  test('the larger refunded: the smaller stays to its own end, with its own keys', async () => {
    const ann = await someone(books)
    const start = books.clock.now()
    await buy(books, ann, 'thirty')
    const { charge } = await buy(books, ann, 'chat')
    expect(await accessTo(books, ann, 'chat')).toEqual({ active: true, from: start, to: at(start, 10) })
    books.clock.advance(days(5))
    await refund(charge.chargeId)
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: at(start, 30) })
    expect(await accessTo(books, ann, 'chat')).toEqual({ active: false, from: start, to: at(start, 5) })
    expect(await lastNews(ann)).toMatchObject({ kind: 'refunded', accessUntil: null })
  })

  test('the lasting one refunded: the month bought before it goes on', async () => {
    const ann = await someone(books)
    const start = books.clock.now()
    await buy(books, ann, 'month')
    const { charge } = await buy(books, ann, 'lifetime')
    expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
    books.clock.advance(days(5))
    expect(await movedBy(books, () => refund(charge.chargeId))).toEqual({ cash: -9000, sales: 9000 })
    expect(await accessTo(books, ann)).toEqual({ active: true, from: start, to: addPeriod(start, 'P1M') })
  })

  test('the month refunded: what lasts for ever is not touched', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann, 'month')
    await buy(books, ann, 'lifetime')
    await refund(charge.chargeId)
    expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
  })
})

test('a refund of what is held for ever by other means does not say that it ended', async () => {
  const ann = await someone(books)
  const { charge } = await buy(books, ann, 'lifetime')
  await books.billing.grant({
    personId: ann,
    planCode: 'lifetime',
    grantedBy: ADMIN,
    reason: 'a friend',
    request: newRequest(),
  })
  books.clock.advance(1000)
  await refund(charge.chargeId)
  expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
  expect(await lastNews(ann)).toMatchObject({ kind: 'refunded', plan: null, accessUntil: null })
})
