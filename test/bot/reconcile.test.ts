import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, days, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { accessTo, anOrder, buy, movedBy, newRequest, newsFor, rows, someone } from '../support/sale.ts'
import { FRAGMENT, starList } from './star-list.ts'

const MINUTE = 60_000

let books: TestBooks
let stars: ReturnType<typeof starList>
let bot = 4400

beforeAll(async () => {
  const club = plan({ code: 'club', term: 'P30D', stars: { amount: 100, recurring: true } })
  books = await openBooks({ plans: [...SHOP, club] })
})
beforeEach(() => {
  stars = starList(books, ++bot)
})
afterAll(() => books.close())

/** An order of somebody new. */
const order = async (planCode = 'month') => anOrder(books, await someone(books), planCode)

const paymentsOf = (chargeId: string) =>
  rows<{ payload: unknown }>(
    books,
    `select e.payload from payments p join provider_events e on e.provider_id = p.charge_id and e.kind = 'payment'
     where p.charge_id = $1`,
    [chargeId],
  )

const GOOD = { unbalanced: [], strayed: [], quarantined: 0 }

// case 14
test('a payment no update told of is booked and granted like any other, and counted as repaired', async () => {
  const bill = await order()
  stars.paid('lost', bill)
  books.clock.advance(days(2))
  const moved = await movedBy(books, async () => {
    expect(await stars.run()).toMatchObject({ rail: 'stars', read: 1, repaired: 1 })
  })
  expect(moved).toEqual({ cash: 250, sales: -250 })
  expect(await accessTo(books, bill.personId)).toMatchObject({ active: true })
  expect(await newsFor(books, bill.personId)).toMatchObject([{ kind: 'thanks', chargeId: 'lost' }])
  expect(await stars.metric('billing_reconcile_repaired_total{rail="stars"}')).toBe(1)
  expect(await stars.metric('telegram_payments_total{result="success"}')).toBe(1)
  // case 93, and of the person nothing but the id
  expect(JSON.stringify(await paymentsOf('lost'))).toContain(`"user":{"id":${bill.personId}}`)
  expect(JSON.stringify(await paymentsOf('lost'))).not.toContain('Secret')

  expect(await stars.run()).toMatchObject({ read: 1, repaired: 0 })
  await stars.told('lost', bill)
  expect(await newsFor(books, bill.personId)).toHaveLength(1)
})

// cases 21 and 23
test('a renewal no update told of lengthens its subscription by what was paid', async () => {
  const bill = await order('club')
  const monthly = { subscription_period: 2_592_000 }
  stars.paid('sub-1', bill, monthly)
  await stars.run()
  const first = await accessTo(books, bill.personId)
  books.clock.advance(days(30) - MINUTE)
  stars.paid('sub-2', bill, monthly)
  books.clock.advance(days(2))
  expect((await stars.run()).repaired).toBe(1)
  expect(await accessTo(books, bill.personId)).toEqual({
    active: true,
    from: first?.from,
    to: new Date(Number(first?.to) + days(30)),
  })
  expect(await rows(books, 'select provider_id from subscriptions')).toEqual([{ provider_id: 'sub-1' }])
})

// case 15
test('of live updates and runs at the same moment whoever is first books it, once', async () => {
  const bills = await Promise.all(Array.from({ length: 12 }, () => order()))
  for (const [n, bill] of bills.entries()) stars.paid(`raced-${n}`, bill)
  const moved = await movedBy(books, () =>
    Promise.all([
      stars.run(),
      ...bills.map((bill, n) => stars.told(`raced-${n}`, bill)),
      stars.run(),
      ...bills.map((bill, n) => stars.told(`raced-${n}`, bill)),
    ]),
  )
  expect(moved).toEqual({ cash: 12 * 250, sales: -12 * 250 })
  for (const { personId } of bills) expect(await newsFor(books, personId)).toHaveLength(1)
  expect(await stars.metric('telegram_payments_total{result="success"}')).toBe(12)
})

describe('a refund bears the id of its charge', () => {
  // case 16
  test('and is no second payment, however often it is read', async () => {
    const bill = await order()
    stars.paid('back', bill)
    await stars.run()
    stars.wentBack('back', bill)
    const moved = await movedBy(books, async () => {
      expect((await stars.run()).repaired).toBe(1)
      expect((await stars.run()).repaired).toBe(0)
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect(await accessTo(books, bill.personId)).toMatchObject({ active: false })
    expect(await stars.metric('telegram_payments_total{result="refunded"}')).toBe(1)
  })

  test('and answers ours, where the answer was lost', async () => {
    const { charge, order: bill } = await buy(books, await someone(books))
    const asked = { chargeId: charge.chargeId, requestedBy: ADMIN, reason: 'asked', request: newRequest() }
    expect((await books.billing.requestRefund(asked)).kind).toBe('requested')
    stars.paid(charge.chargeId, bill)
    stars.wentBack(charge.chargeId, bill)
    expect((await stars.run()).repaired).toBe(1)
    expect((await books.billing.requestRefund({ ...asked, request: newRequest() })).kind).toBe(
      'already_refunded',
    )
  })

  test('and stands between two payments of one person where it happened', async () => {
    const ann = await someone(books)
    const [first, second] = [await anOrder(books, ann, 'lifetime'), await anOrder(books, ann, 'lifetime')]
    stars.paid('for ever', first)
    stars.wentBack('for ever', first)
    stars.paid('for ever again', second)
    expect((await stars.run()).repaired).toBe(3)
    expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
    expect((await books.billing.foreseeRefund('for ever again')).kind).toBe('open')
  })
})

test('what is no sale is booked as a transfer, once, so that books and Telegram agree', async () => {
  stars.paid('earned', await order())
  stars.moved('w1', 200, { receiver: FRAGMENT })
  stars.moved('w1', 200, { source: FRAGMENT })
  stars.moved('ads', 30, { receiver: { type: 'telegram_ads' } })
  stars.moved('new kind', 7, { source: { type: 'aliens' } as never })
  const moved = await movedBy(books, () => Promise.all([stars.run(), stars.run(), stars.run()]))
  expect(moved).toEqual({ cash: 227, sales: -250, transfers: 23 })
  expect(await auditBooks(books.database)).toEqual(GOOD)
  expect(await rows(books, `select what from statement_lines where provider_id = 'ads'`)).toEqual([
    { what: 'telegram_ads' },
  ])
})

describe('a payment of ours that Telegram does not list', () => {
  // case 47
  test('is shown and not touched; admins are told once of each', async () => {
    const own = await openBooks()
    const telegram = starList(own)
    const ours = async () => (await newsFor(own, ADMIN)).filter(({ kind }) => kind === 'unlisted')
    await telegram.told('forged', await anOrder(own, await someone(own)))
    expect((await telegram.run()).unlisted.count).toBe(0)
    own.clock.advance(11 * MINUTE)
    const run = async () => {
      const { unlisted } = await telegram.run()
      return [unlisted.count, ...unlisted.charges.map(({ chargeId }) => chargeId)]
    }
    expect(await movedBy(own, run)).toEqual({})
    expect(await Promise.all([run(), run()])).toEqual(Array(2).fill([1, 'forged']))
    expect(await ours()).toEqual([{ kind: 'unlisted', rail: 'stars', count: 1, chargeIds: ['forged'] }])

    await telegram.told('forged too', await anOrder(own, await someone(own)))
    own.clock.advance(11 * MINUTE)
    await run()
    await run()
    // A run by itself does not go through what the last one went through.
    own.clock.advance(days(4))
    await telegram.run()
    expect((await telegram.run({ lookBackMs: days(3) })).unlisted.count).toBe(0)
    expect((await telegram.run({ lookBackMs: days(5) })).unlisted.count).toBe(2)
    expect(await ours()).toMatchObject([{ count: 1 }, { count: 2, chargeIds: ['forged', 'forged too'] }])
    await own.close()
  })

  test('is none where it was paid to the bot before this one', async () => {
    await buy(books, await someone(books))
    books.clock.advance(days(1))
    stars.paid('first of this bot', await order())
    books.clock.advance(11 * MINUTE)
    expect((await stars.run()).unlisted).toEqual({ count: 0, charges: [] })
  })
})
