import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OutgoingAnswer, OutgoingDue } from '../../db/billing.ts'
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

const [ONE, TWO] = ['https://one.example/hook/s3cret', 'https://two.example/hook']

let books: TestBooks
/** How the two services answer; a test sets it anew. */
let how: (due: OutgoingDue) => OutgoingAnswer | Promise<OutgoingAnswer> = yes
const service = anotherService(due => how(due))

beforeAll(async () => {
  books = await openBooks({ webhookUrls: [ONE, TWO] })
  await books.billing.outgoing.work(service.deliver)
})
afterAll(() => books.close())

const patience = { timeout: 15_000, interval: 20 }
const at = (url: string, dues = service.taken) => dues.filter(due => due.url === url)

/** Until `url` was asked for this person so often. */
async function asked(url: string, person: number, times: number): Promise<void> {
  await vi.waitFor(async () => {
    await hurry(books)
    expect(toldOf(at(url, service.asked), person).length).toBeGreaterThanOrEqual(times)
  }, patience)
}

test('an endpoint that takes nothing of one person holds up what follows for them there, and nothing else', async () => {
  const ann = await someone(books)
  how = due => (due.url === ONE && due.personId === ann ? no() : yes())
  await buy(books, ann)
  await announceAll(books)
  const bob = await buyer(books)
  await vi.waitFor(() => {
    expect(toldOf(at(TWO), ann)).toEqual(['payment.settled', 'access.granted'])
    expect(toldOf(at(ONE), bob)).toEqual(['payment.settled', 'access.granted'])
  }, patience)
  await asked(ONE, ann, 2)
  expect(new Set(toldOf(at(ONE, service.asked), ann))).toEqual(new Set(['payment.settled']))
  await vi.waitFor(async () => {
    expect(await standingOf(books, ONE)).toMatchObject({
      waiting: 2,
      givenUp: 0,
      waitingSince: expect.any(Date),
    })
  }, patience)
  expect(books.logged.at(-1)?.message).toBe('the webhook did not go through; it will be tried again')
  // Some addresses hold a secret; it is neither logged nor kept with the job.
  const kept = await rows(books, `select output from pgboss.job where name = 'webhooks'`)
  const trouble = books.logged.map(({ fields }) => fields)
  expect(inspect([trouble, kept], { depth: 9 })).toMatch(/endpoint [0-9a-f-]{36} at one\.example: 503/)
  expect(inspect([trouble, kept], { depth: 9 })).not.toContain('hook/s3cret')

  how = yes
  await allDelivered(books)
  expect(toldOf(at(ONE), ann)).toEqual(['payment.settled', 'access.granted'])
  const [first, again] = at(ONE, service.asked).filter(({ personId }) => personId === ann)
  expect(again).toMatchObject({ eventId: first?.eventId, sequence: first?.sequence, tries: 1 })
  const sequences = at(ONE).flatMap(due => (due.personId === ann ? [due.sequence] : []))
  expect(sequences[1]).toBeGreaterThan(sequences[0] ?? Infinity)
})

test('an endpoint that never answers leaves room for the others', async () => {
  const hanging = Promise.withResolvers<OutgoingAnswer>()
  how = due => (due.url === ONE ? hanging.promise : yes())
  const people = await Promise.all(Array.from({ length: 9 }, () => buyer(books)))
  await vi.waitFor(() => {
    for (const person of people) expect(toldOf(at(TWO), person)).toHaveLength(2)
  }, patience)
  how = yes
  hanging.resolve(yes())
  await allDelivered(books)
})

test('however many endpoints never answer, there is room for the one that does', async () => {
  const silent = [1, 2, 3, 4].map(n => `https://silent${n}.example/hook`)
  const other = await books.reopen(undefined, [ONE, TWO, ...silent])
  await other.outgoing.work(service.deliver)
  const hanging = Promise.withResolvers<OutgoingAnswer>()
  how = due => (silent.includes(due.url) ? hanging.promise : yes())
  const ahead = await Promise.all(Array.from({ length: 9 }, () => buyer(books)))
  // All that waits for the silent ones is older than what is theirs.
  const people = [...ahead, await buyer(books)]
  await vi.waitFor(() => {
    for (const person of people) expect(toldOf(at(ONE), person)).toHaveLength(2)
  }, patience)
  how = yes
  hanging.resolve(yes())
  await allDelivered(books)
  await books.reopen(undefined, [ONE, TWO])
}, 40_000)

test('what we did not get to ask counts as nothing: no try, no trouble, and it is free at once', async () => {
  const trouble = books.logged.length
  how = due => (due.url === ONE ? { kind: 'not_tried', detail: 'stopping' } : yes())
  const ann = await buyer(books)
  const tries = () => toldOf(at(ONE, service.asked), ann)
  await vi.waitFor(() => expect(tries().length).toBeGreaterThan(2), patience)
  const [, first] = (await books.billing.outgoing.deliveries({ query: String(ann), limit: 9 })).filter(
    ({ url }) => url === ONE,
  )
  expect(first).toMatchObject({ stand: 'waiting', tries: 0, lastTriedAt: null, lastAnswer: null })
  expect(new Set(tries())).toEqual(new Set(['payment.settled']))
  expect(books.logged).toHaveLength(trouble)
  expect(
    await rows(
      books,
      `select 1 from pgboss.job where name = 'webhooks' and state < 'completed' and retry_count > 0`,
    ),
  ).toEqual([])
  how = yes
  await allDelivered(books)
})

test('what is not taken for three days in which it was tried is given up, told to admins once a day, and can be had again by hand', async () => {
  how = due => (due.url === ONE ? Promise.reject(new Error('connect ECONNREFUSED')) : yes())
  const ann = await buyer(books)
  await asked(ONE, ann, 1)
  // Nobody was there to try, or the clock was turned: these days are none of the three.
  books.clock.advance(days(9))
  await asked(ONE, ann, 8)
  expect(await standingOf(books, ONE)).toMatchObject({ waiting: 2, givenUp: 0 })
  for (const times of [9, 10, 11, 12]) {
    books.clock.advance(days(0.9))
    await asked(ONE, ann, times)
  }
  await vi.waitFor(async () => {
    await hurry(books)
    expect(await standingOf(books, ONE)).toMatchObject({ waiting: 0, givenUp: 2 })
  }, patience)
  const tries = await books.billing.outgoing.deliveries({ query: String(ann), limit: 9 })
  expect(tries.filter(({ url }) => url === ONE)).toMatchObject([
    // What was made behind it has waited as long.
    { type: 'access.granted', stand: 'given_up', tries: 5, lastAnswer: 'connect ECONNREFUSED' },
    { type: 'payment.settled', stand: 'given_up' },
  ])
  const { endpointId } = await standingOf(books, ONE)
  const alarm = { kind: 'webhook_given_up', url: ONE, endpointId, detail: 'connect ECONNREFUSED' }
  expect(await newsFor(books, ADMIN)).toEqual([alarm])

  how = yes
  expect(await books.billing.outgoing.replay({ endpointId })).toBe(2)
  await allDelivered(books)
  expect(toldOf(at(ONE), ann)).toEqual(['payment.settled', 'access.granted'])
  expect(await standingOf(books, ONE)).toMatchObject({ givenUp: 0, lastDeliveredAt: expect.any(Date) })
  expect(await books.billing.outgoing.replay({ endpointId })).toBe(0)
}, 30_000)

test('deliveries are found by person, by event and by their own id; nonsense finds none and replays none', async () => {
  const { deliveries, replay } = books.billing.outgoing
  const [newest, ...more] = await deliveries({ query: '', limit: 2 })
  expect(more).toHaveLength(1)
  const { deliveryId = '', eventId = '', personId } = newest ?? {}
  expect((await deliveries({ query: eventId, limit: 9 })).map(({ url }) => url).sort()).toEqual([ONE, TWO])
  expect(await deliveries({ query: ` ${deliveryId.toUpperCase()} `, limit: 9 })).toHaveLength(2)
  expect(
    (await deliveries({ query: String(personId), limit: 9 })).every(found => found.personId === personId),
  ).toBe(true)
  for (const query of ['@ann', '-1', '99999999999999999999', "' or true"])
    expect(await deliveries({ query, limit: 9 })).toEqual([])
  const nobody = '00000000-0000-7000-8000-000000000000'
  expect(await replay({ deliveryId: nobody })).toBe(0)
  expect(await replay({ endpointId: nobody })).toBe(0)
  expect(await replay({ deliveryId: 'nonsense' })).toBe(0)
})

test('an endpoint that is gone is told nothing more, and what waited for it or was in hand is given up without a word', async () => {
  const inHand = Promise.withResolvers<OutgoingAnswer>()
  how = due => (due.url === TWO ? inHand.promise : yes())
  const ann = await buyer(books)
  await asked(TWO, ann, 1)
  const news = await newsFor(books, ADMIN)
  await books.reopen(undefined, [ONE])
  inHand.resolve(no())
  await allDelivered(books)
  const left = await books.billing.outgoing.deliveries({ query: String(ann), limit: 9 })
  const gone = left.filter(({ url }) => url === TWO)
  expect(gone.map(({ stand }) => stand)).toEqual(['given_up', 'given_up'])
  expect(await newsFor(books, ADMIN)).toEqual(news)
  expect(await books.billing.outgoing.replay({ deliveryId: gone[0]?.deliveryId ?? '' })).toBe(0)
})
