import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutgoingType } from '../../db/outgoing.ts'
import { days, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { month, subscribe } from '../support/card-life.ts'
import { aCardOrder, CARD_SHOP } from '../support/card-sale.ts'
import { buy, rows, someone } from '../support/sale.ts'
import { announceAll } from '../support/told.ts'

const [ONE, TWO] = ['https://one.example/hook?key=1', 'https://two.example/hook']

let books: TestBooks
let ann = 0

beforeAll(async () => {
  books = await openBooks({ plans: [...SHOP, ...CARD_SHOP] })
  ann = await someone(books)
})
afterAll(() => books.close())

interface Told {
  id: string
  type: OutgoingType
  happened_at: Date
  urls: string[]
}

/** What is written down of one person, and for whom. */
async function written(person: number): Promise<Told[]> {
  await announceAll(books)
  return await rows<Told>(
    books,
    `select e.id, e.type, e.happened_at, array_agg(w.url) as urls from outgoing_events e
     join outgoing_deliveries d on d.event_id = e.id join webhook_endpoints w on w.id = d.endpoint_id
     where e.person_id = $1 group by e.id order by e.position`,
    [person],
  )
}

const typesOf = async (person: number) => (await written(person)).map(({ type }) => type)

test('where the clock was ahead when the first endpoint was set, money and access are told all the same', async () => {
  await buy(books, ann)
  books.clock.advance(days(200))
  await books.reopen(undefined, [ONE])
  books.clock.advance(-days(200))
  const bob = await someone(books)
  await buy(books, bob)
  expect(await typesOf(bob)).toEqual(['payment.settled', 'access.granted'])
  // What she had seemed to be over.
  expect(await typesOf(ann)).toEqual(['access.granted'])
})

test('what was told by a clock that was ahead is told anew when it is right', async () => {
  books.clock.advance(days(200))
  expect(await typesOf(ann)).toEqual(['access.granted', 'access.ended'])
  books.clock.advance(-days(200))
  const right = books.clock.now()
  const again = (await written(ann)).at(-1)
  expect(again?.type).toBe('access.granted')
  expect(+new Date(again?.happened_at ?? 0)).toBeGreaterThanOrEqual(+right)
  expect(await books.billing.outgoing.announce()).toBe(0)
  const [access] = await books.billing.accessOf(ann)
  books.clock.advance(days(40))
  const ended = (await written(ann)).at(-1)
  expect(ended?.type).toBe('access.ended')
  expect(new Date(ended?.happened_at ?? 0)).toEqual(access?.endsAt)
})

test('what was paid before another endpoint took the place of the first is told there, and the log names the one that is gone', async () => {
  const carol = await someone(books)
  await buy(books, carol)
  const [waited] = await rows<{ count: number }>(
    books,
    'select count(*)::int from outgoing_deliveries where delivered_at is null',
  )
  await books.reopen(undefined, [TWO])
  expect(books.logged.at(-1)).toMatchObject({
    level: 'warn',
    fields: { gone: [{ host: 'one.example', givenUp: waited?.count }] },
  })
  expect(await written(carol)).toMatchObject([
    { type: 'payment.settled', urls: [TWO] },
    { type: 'access.granted', urls: [TWO] },
  ])
})

// case 82
test('a period that cost nothing opens access, and is told as no money', async () => {
  const order = await aCardOrder(books, await someone(books))
  await subscribe(books, order, { status: 'trialing' })
  await books.billing.settle(month(order, 0, { price: { amount: 0, currency: 'EUR' } }))
  expect(await typesOf(order.personId)).toEqual(['access.granted'])
})

test('whoever waits without a job is given one within an hour, once', async () => {
  const jobs = async () => {
    await announceAll(books)
    return await rows<{ key: string }>(
      books,
      `select singleton_key as key from pgboss.job where name = 'webhooks' and state < 'completed' order by 1`,
    )
  }
  const before = await jobs()
  expect(before.length).toBeGreaterThan(1)
  await rows(books, `delete from pgboss.job where name = 'webhooks'`)
  expect(await jobs()).toEqual([])
  books.clock.advance(60 * 60_000)
  expect(await jobs()).toEqual(before)
  expect(books.logged.at(-1)).toMatchObject({ level: 'warn', fields: { lines: before.length } })
  books.clock.advance(60 * 60_000)
  expect(await jobs()).toEqual(before)
})

test('what was delivered or given up is kept for ninety days, what waits for as long as it does, and none of it is changed', async () => {
  await expect(rows(books, `update outgoing_events set type = 'x'`)).rejects.toThrow('outgoing_events')
  const [waiting] = await rows<{ id: string }>(
    books,
    'select event_id as id from outgoing_deliveries where delivered_at is null and given_up_at is null order by id limit 1',
  )
  const [now, kept] = [books.clock.now(), 'select id from outgoing_events where made_at <= $1 order by id']
  const all = await rows<{ id: string }>(books, kept, [now])
  await rows(
    books,
    'update outgoing_deliveries set delivered_at = $1 where given_up_at is null and event_id <> $2',
    [now, waiting?.id],
  )
  books.clock.advance(days(89))
  await announceAll(books)
  expect(await rows(books, kept, [now])).toEqual(all)
  books.clock.advance(days(2))
  await announceAll(books)
  expect(await rows(books, kept, [now])).toEqual([waiting])
})
