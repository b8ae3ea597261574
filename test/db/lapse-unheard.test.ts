import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Billing } from '../../db/billing.ts'
import { days, openBooks } from '../support/books.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { accessTo, buy, newsFor, someone } from '../support/sale.ts'
import { renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { subscribersIn } from './subscribers.ts'

const HOUR = 60 * 60 * 1000
const MINUTE = 60 * 1000

const books = await openBooks({
  at: new Date('2026-11-21T12:00:00Z'),
  plans: [...STARS_SHOP, ...CARD_SHOP.filter(({ code }) => code === 'care')],
})
const { billing, clock } = books
const { subscriber } = subscribersIn(books)

beforeAll(() => clock.stand())
// To noon in UTC, so that nights play no part.
beforeEach(() => clock.advance(new Date(+clock.now() + days(1)).setUTCHours(12, 0, 0, 0) - +clock.now()))
afterAll(() => books.close())

const reconciled = (rail: 'stars' | 'card' = 'stars') => billing.statement.finished({ rail, at: clock.now() })

const told = async (personId: number) =>
  (await newsFor(books, personId)).flatMap(({ kind }) => (kind === 'thanks' ? [] : [kind]))

const renews = async (personId: number) => (await billing.cards.subscriptionsOf(personId))[0]?.renews

/** The clock stands where what was begun now has been over for so long, its three days of grace included. */
async function afterAnOutage(overMs: number): Promise<Billing> {
  clock.advance(days(33))
  await reconciled('card')
  await billing.statement.finished({ rail: 'stars', at: new Date(+clock.now() - 1) })
  clock.advance(overMs)
  return await books.reopen()
}

// case 23
test('nobody is told after an outage that it is over before it is known who paid meanwhile', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  const [{ order }] = [await subscribe(books, ann), await subscribe(books, bob)]
  const paidAt = new Date(+clock.now() + days(30))
  const back = await afterAnOutage(30 * HOUR)
  await back.lapse()
  clock.advance(5 * MINUTE)
  await back.lapse()
  expect(await renews(ann)).toBe(true)
  // Access does not wait.
  expect(await accessTo(books, ann, 'club')).toMatchObject({ active: false })
  expect(await told(bob)).toEqual([])

  await renew(books, order, { paidAt, isFirst: null, endsAt: null })
  await reconciled()
  clock.advance(MINUTE)
  while ((await back.lapse()) > 0);
  expect(await told(ann)).toEqual(['renewed'])
  expect(await renews(ann)).toBe(true)
  expect(await told(bob)).toEqual(['ended'])
  expect(await renews(bob)).toBe(false)
})

// case 23
test('a provider that goes on not answering is waited for a day, and an hour since we are back', async () => {
  for (const [overMs, waitedMs] of [
    [HOUR, 23 * HOUR],
    [28 * HOUR, HOUR],
  ] as const) {
    const ann = await someone(books)
    await subscribe(books, ann)
    const back = await afterAnOutage(overMs)
    clock.advance(waitedMs - 1)
    await back.lapse()
    expect(await told(ann)).toEqual([])
    clock.advance(MINUTE)
    await back.lapse()
    expect(await told(ann)).toEqual(['ended'])
  }
})

test('each rail is waited for by itself', async () => {
  const { personId } = await subscriber()
  clock.advance(days(20))
  await reconciled('card')
  clock.advance(days(15))
  await reconciled()
  const back = await books.reopen()
  await back.lapse()
  expect(await told(personId)).toEqual([])
  await reconciled('card')
  clock.advance(MINUTE)
  await back.lapse()
  expect(await told(personId)).toEqual(['ended'])
})

test('what was looked at counts also where there was nothing to tell, so that there may be more of it', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  await billing.lose(ann, 'blocked')
  clock.advance(days(28))
  await reconciled()
  expect(await billing.lapse()).toBe(1)
  expect(await billing.lapse()).toBe(0)
  expect(await told(ann)).toEqual([])
})
