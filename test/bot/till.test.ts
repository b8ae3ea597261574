import type { Update } from '@grammyjs/types'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { metricsOn } from '../../bot/metrics.ts'
import { createTill, NotBooked } from '../../bot/till.ts'
import { holdUp, takeDown } from '../stories/outage.ts'
import { openBooks, plan, type TestBooks } from '../support/books.ts'
import { anOrder, chargeFor, rows, someone } from '../support/sale.ts'

let books: TestBooks
const log: string[] = []

beforeAll(async () => {
  const recurring = plan({ code: 'club', term: 'P30D', stars: { amount: 100, recurring: true } })
  books = await openBooks({ plans: [recurring] })
})
afterAll(() => books.close())

let lastUpdate = 500

/** Somebody with a subscription, and what Telegram says of it. */
async function subscriber() {
  const personId = await someone(books)
  const order = await anOrder(books, personId, 'club')
  const recurring = { isFirst: true, endsAt: null, periodSeconds: 2_592_000 }
  await books.billing.settle(chargeFor(order, { recurring, paidAt: books.clock.now() }))
  const says = (state: string) => ({
    update_id: ++lastUpdate,
    subscription: { user: { id: personId }, invoice_payload: order.id, state },
  })
  const renews = async () => (await books.billing.cards.subscriptionsOf(personId)).map(one => one.renews)
  return { says, renews }
}

function openTill() {
  const logger = pino({}, { write: line => log.push(line) })
  const { billing, clock } = books
  const till = createTill({ billing, metrics: metricsOn(new Registry()), logger, now: clock.now })
  return (update: object) => till.book(update as Update)
}

// cases 25 and 26
test('what Telegram says of a subscription is in the books when it is confirmed, and changes nothing twice', async () => {
  const [book, { says, renews }] = [openTill(), await subscriber()]
  expect(await renews()).toEqual([true])
  const canceled = says('canceled')
  await book(canceled)
  expect(await renews()).toEqual([false])
  await book(says('active'))
  await book(canceled)
  expect(await renews()).toEqual([true])
})

test('several words of one person are booked in the order they came', async () => {
  const [book, { says, renews }] = [openTill(), await subscriber()]
  const states = Array.from({ length: 9 }, (_, n) => (n % 2 === 0 ? 'canceled' : 'active'))
  await Promise.all(states.map(state => book(says(state))))
  expect(await renews()).toEqual([false])
  const told = await rows<{ state: string }>(
    books,
    'select state from renewal_words where provider_id::int > $1 order by told_at, id',
    [lastUpdate - states.length],
  )
  expect(told.map(({ state }) => state)).toEqual(states)
})

// case 13
test('one that cannot be booked is not confirmed; brought again it is, in its order, and holds up nobody else', async () => {
  const [book, ann, bob] = [openTill(), await subscriber(), await subscriber()]
  const [first, second] = [ann.says('canceled'), ann.says('active')]
  const restore = await takeDown(books.url)
  await expect(book(first)).rejects.toThrow(NotBooked)
  await restore()

  const letGo = await holdUp(books.url, 'renewal_words')
  const waiting = [book(first), book(second)]
  const other = book(bob.says('canceled'))
  await letGo()
  await Promise.all([...waiting, other])
  expect([await ann.renews(), await bob.renews()]).toEqual([[true], [false]])
})

test('a word we do not know is logged, and confirmed', async () => {
  const [book, { says, renews }] = [openTill(), await subscriber()]
  await book(says('paused'))
  expect(log.at(-1)).toContain('"state":"paused"')
  expect(await renews()).toEqual([true])
})
