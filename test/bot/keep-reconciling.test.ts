import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BotCard } from '../../bot/dependencies.ts'
import { keepReconciling } from '../../bot/keep-reconciling.ts'
import { untilQuiet } from '../../bot/quiet.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, someone } from '../support/sale.ts'
import { starList } from './star-list.ts'

const MINUTE = 60_000
const PACE = { everyMs: 5 * MINUTE, lookMs: 5 }

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const order = async () => anOrder(books, await someone(books))
const isBooked = async (charge: string) => (await books.billing.findPeople(charge)).length === 1

type Card = Pick<BotCard, 'reconcile'>

/** Keeps reconciling while something happens, then tells it to stop. */
async function keep(at: { stars: ReturnType<typeof starList>; card?: Card }, happening: () => Promise<void>) {
  const stopping = new AbortController()
  const kept = keepReconciling({ ...at.stars.parts, card: at.card ?? null }, stopping.signal, PACE)
  try {
    await happening()
  } finally {
    stopping.abort()
    await kept
  }
}

test('holds the books against Telegram at once, and again whenever five minutes of the clock are over', async () => {
  const stars = starList(books)
  stars.paid('at once', await order())
  books.clock.advance(2 * MINUTE)
  await keep({ stars }, async () => {
    await expect.poll(() => isBooked('at once')).toBe(true)
    stars.paid('later', await order())
    books.clock.advance(4 * MINUTE)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(await isBooked('later')).toBe(false)
    books.clock.advance(MINUTE)
    await expect.poll(() => isBooked('later')).toBe(true)
  })
  expect(await books.billing.statement.finishedAt('stars')).not.toBeNull()
})

test('leaves what has an update on its way alone', async () => {
  const stars = starList(books, 4401)
  stars.paid('on its way', await order())
  await keep({ stars }, async () => {
    await expect.poll(() => stars.offsets.length).toBeGreaterThan(0)
    await expect.poll(() => books.billing.drift()).toMatchObject([{ rail: 'stars' }])
  })
  expect(await isBooked('on its way')).toBe(false)
})

test('one rail’s trouble ends nothing, and holds up no other', async () => {
  const stars = starList(books, 4402)
  stars.weather.push({ error_code: 400, description: 'Bad Request: BOT_INVALID' })
  let runs = 0
  const card: Card = {
    reconcile: async () => {
      runs++
      throw new Error('Stripe is down')
    },
  }
  await keep({ stars, card }, async () => {
    await expect.poll(() => stars.log.join('')).toContain('BOT_INVALID')
    await expect.poll(() => runs).toBe(1)
    books.clock.advance(5 * MINUTE)
    await expect.poll(() => runs).toBe(2)
    await expect.poll(() => stars.offsets.length).toBeGreaterThan(0)
  })
  expect(stars.log.join('')).toContain('"rail":"card"')
})

// cases 14 and 21
test('reads the list when no update waits any more, which knows more of a payment, and at last all the same', async () => {
  const stars = starList(books, 4403)
  const bill = await order()
  stars.paid('told late', bill)
  books.clock.advance(2 * MINUTE)
  stars.waiting.push(1)
  let asked = 0
  stars.api.config.use(async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal)
    if (method === 'getWebhookInfo' && ++asked === 2) await stars.told('told late', bill)
    return answer
  })
  await keep({ stars }, async () => {
    await expect.poll(() => stars.offsets.length).toBeGreaterThan(0)
    await expect.poll(() => books.billing.statement.position({ rail: 'stars', account: '4403' })).toBe(1)
  })
  expect(await stars.metric('billing_reconcile_repaired_total{rail="stars"}')).toBe(0)
  stars.waiting.push(1, 1)
  await untilQuiet(stars.parts, { signal: new AbortController().signal, patienceMs: 0 })
  expect(stars.waiting).toEqual([1])
})
