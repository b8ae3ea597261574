import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { News, OutgoingAnswer, OutgoingDue } from '../../db/billing.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { buy, newsFor, rows, someone } from '../support/sale.ts'
import {
  allDelivered,
  announceAll,
  anotherService,
  buyer,
  hurry,
  no,
  standingOf,
  toldOf,
  yes,
} from '../support/told.ts'

const ONE = 'https://one.example/hook'

let books: TestBooks
/** How the service answers; a test sets it anew. */
let how: (due: OutgoingDue) => OutgoingAnswer | Promise<OutgoingAnswer> = yes
const service = anotherService(due => how(due))

beforeAll(async () => {
  books = await openBooks({ webhookUrls: [ONE] })
  await books.billing.outgoing.work(service.deliver)
})
afterAll(() => books.close())

const patience = { timeout: 15_000, interval: 20 }
const PAID = 'payment.settled'
const OPENED = 'access.granted'
const replay = (deliveryId: string) => books.billing.outgoing.replay({ deliveryId })

/** Those of one person, in the order they are told. */
async function deliveriesTo(person: number) {
  return (await books.billing.outgoing.deliveries({ query: String(person), limit: 9 })).toReversed()
}

async function idOf(person: number, at: number): Promise<string> {
  return (await deliveriesTo(person))[at]?.deliveryId ?? ''
}

async function asked(person: number, type: string, times: number): Promise<void> {
  await vi.waitFor(async () => {
    await hurry(books)
    const all = toldOf(service.asked, person).filter(each => each === type)
    expect(all.length).toBeGreaterThanOrEqual(times)
  }, patience)
}

/** Of what goes out past its line nothing is hurried: it would come first each time. */
async function told(person: number, types: string[]): Promise<void> {
  await vi.waitFor(async () => {
    await rows(
      books,
      `update pgboss.job set start_after = now()
       where name = 'webhooks' and state < 'active' and singleton_key not like 'again %'`,
    )
    expect(toldOf(service.taken, person)).toEqual(types)
  }, patience)
}

/** One a day is told: on a new day. */
async function alarmsUntilToday(): Promise<News[]> {
  books.clock.advance(days(1))
  return await newsFor(books, ADMIN)
}

/** As if it had been tried in vain for so long. */
async function age(deliveryId: string, tries: number): Promise<void> {
  await rows(
    books,
    'update outgoing_deliveries set tries = $2, first_tried_at = $3, last_tried_at = $4 where id = $1',
    [deliveryId, tries, new Date(+books.clock.now() - days(4)), books.clock.now()],
  )
}

test('one that was given up goes out again past its line, and holds up nothing behind it', async () => {
  const ann = await someone(books)
  how = ({ personId, facts }) => (personId === ann && facts.type === PAID ? no() : yes())
  await buy(books, ann)
  await announceAll(books)
  await asked(ann, PAID, 1)
  const poison = await idOf(ann, 0)
  await age(poison, 9)
  await told(ann, [OPENED])

  how = ({ deliveryId }) => (deliveryId === poison ? no() : yes())
  expect(await replay(poison)).toBe(1)
  await asked(ann, PAID, 3)
  await vi.waitFor(async () => {
    expect((await deliveriesTo(ann))[0]).toMatchObject({ stand: 'waiting', tries: expect.any(Number) })
  }, patience)
  await buy(books, ann)
  await announceAll(books)
  await told(ann, [OPENED, PAID, 'access.extended'])
  how = yes
  await allDelivered(books)
  expect(toldOf(service.taken, ann)).toEqual([OPENED, PAID, 'access.extended', PAID])
  expect(await standingOf(books, ONE)).toMatchObject({ waiting: 0, givenUp: 0 })
})

test('one that waits behind another goes out past its line, and the line does not send it too', async () => {
  const ann = await someone(books)
  how = ({ personId }) => (personId === ann ? no() : yes())
  await buy(books, ann)
  await announceAll(books)
  await asked(ann, PAID, 1)
  const behind = await idOf(ann, 1)
  expect(await replay(behind)).toBe(1)
  await asked(ann, OPENED, 1)
  await buy(books, ann)
  how = ({ deliveryId }) => (deliveryId === behind ? no() : yes())
  await announceAll(books)
  // All of its line but itself.
  await told(ann, [PAID, PAID, 'access.extended'])
  how = yes
  await allDelivered(books)
  expect(toldOf(service.taken, ann)).toEqual([PAID, PAID, 'access.extended', OPENED])
})

test('a replay while the last try is in hand outlives it', async () => {
  const before = await alarmsUntilToday()
  const ann = await someone(books)
  how = no
  await buy(books, ann)
  await announceAll(books)
  await asked(ann, PAID, 1)
  const paid = await idOf(ann, 0)
  const inHand = Promise.withResolvers<OutgoingAnswer>()
  const { length } = service.asked
  how = () => inHand.promise
  await age(paid, 4)
  await vi.waitFor(async () => {
    await hurry(books)
    expect(service.asked.length).toBeGreaterThan(length)
  }, patience)
  expect(service.asked.at(-1)).toMatchObject({ deliveryId: paid, tries: 4 })
  expect(await replay(paid)).toBe(1)
  how = yes
  inHand.resolve(no())
  await allDelivered(books)
  expect(new Set(toldOf(service.taken, ann))).toEqual(new Set([PAID, OPENED]))
  expect(await newsFor(books, ADMIN)).toEqual(before)
})

test('one that was delivered and is refused when it is sent again is no alarm, however long', async () => {
  const before = await alarmsUntilToday()
  how = yes
  const ann = await buyer(books)
  await told(ann, [PAID, OPENED])
  const paid = await idOf(ann, 0)
  how = no
  expect(await replay(paid)).toBe(1)
  await asked(ann, PAID, 2)
  await age(paid, 9)
  await allDelivered(books)
  expect((await deliveriesTo(ann))[0]).toMatchObject({ stand: 'delivered', lastAnswer: '503' })
  expect(await newsFor(books, ADMIN)).toEqual(before)
})

test('all of an endpoint again: the pauses begin anew, and pressed often it makes one more job a line at most', async () => {
  how = no
  const people = await Promise.all([buyer(books), buyer(books)])
  for (const person of people) await asked(person, PAID, 3)
  const jobs = (state: string) =>
    rows<{ retry_count: number }>(
      books,
      `select retry_count from pgboss.job
       where name = 'webhooks' and state::text = $1 and (state <> 'retry' or start_after > now())`,
      [state],
    )
  await vi.waitFor(async () => expect(await jobs('retry')).toHaveLength(2), patience)
  expect((await jobs('retry')).every(job => job.retry_count >= 2)).toBe(true)

  const inHand = Promise.withResolvers<OutgoingAnswer>()
  how = () => inHand.promise
  const { endpointId } = await standingOf(books, ONE)
  const press = () => books.billing.outgoing.replay({ endpointId })
  expect(await press()).toBe(4)
  await vi.waitFor(async () => {
    expect(await jobs('active')).toEqual([{ retry_count: 1 }, { retry_count: 1 }])
  }, patience)
  for (const _ of [1, 2, 3]) expect(await press()).toBe(4)
  expect(await jobs('created')).toHaveLength(2)
  how = yes
  inHand.resolve(no())
  await allDelivered(books)
  for (const person of people) expect(toldOf(service.taken, person)).toEqual([PAID, OPENED])
})
