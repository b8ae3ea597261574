import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { buy, rows, someone } from '../support/sale.ts'
import { allDelivered, announceAll, anotherService } from '../support/told.ts'

let books: TestBooks
const service = anotherService()
const at = (url: string) => service.taken.filter(due => due.url === url)

beforeAll(async () => {
  books = await openBooks({ webhookUrls: ['https://one.example/hook'] })
  await books.billing.outgoing.work(service.deliver)
})
afterAll(() => books.close())

test('endpoints are told what happens while they are set, and the latest start decides which those are', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  await buy(books, ann)
  await announceAll(books)
  // Nobody is told any more, and nothing is noted.
  await books.reopen(undefined, [])
  expect(await books.billing.outgoing.endpoints()).toEqual([])
  await buy(books, bob)
  expect(await books.billing.outgoing.announce()).toBe(0)

  const three = 'https://three.example/hook'
  await books.reopen(undefined, [three])
  await buy(books, bob, 'year')
  books.clock.advance(days(1))
  const [endpoint] = await books.billing.outgoing.endpoints()
  expect(endpoint).toMatchObject({ url: three, waiting: 0, givenUp: 0 })
  await allDelivered(books)
  const later = at(three)
  // What stood before counts as told, also where it has moved since.
  expect(later.map(({ personId, facts }) => [personId, facts.type])).toEqual([
    [bob, 'payment.settled'],
    [bob, 'access.extended'],
  ])
  books.clock.advance(days(40))
  await allDelivered(books)
  expect(at(three).map(({ personId, facts }) => [personId, facts.type])).toContainEqual([ann, 'access.ended'])
})

test('what is written while the first endpoint is set counts as told, or is told', async () => {
  await books.reopen(undefined, [])
  const ann = await someone(books)
  await buy(books, ann)
  const writer = books.database.newClient({})
  await writer.connect()
  await writer.query('begin')
  await writer.query(`update entitlements set ends_at = ends_at + interval '1 day' where person_id = $1`, [
    ann,
  ])
  const opening = books.reopen(undefined, ['https://four.example/hook'])
  const waits = () => {
    expect(books.logged.at(-1)?.message).toBe(
      'setting the first webhook endpoint waits for what is being written',
    )
  }
  await Promise.race([opening, vi.waitFor(waits, { timeout: 10_000, interval: 10 })])
  // However long that takes, whoever pays meanwhile gets what they paid for.
  expect((await buy(books, await someone(books))).settlement.kind).toBe('granted')
  await writer.query('commit')
  await writer.end()
  await opening
  await announceAll(books)
  const [access] = await books.billing.accessOf(ann)
  const [watch] = await rows<{ ends_at: string }>(
    books,
    'select ends_at from held_before where person_id = $1',
    [ann],
  )
  expect(new Date(watch?.ends_at ?? 0)).toEqual(access?.endsAt)
})

test('where the start that sets the first endpoint is killed before it watches everybody, that is made good, and nobody is told what stood', async () => {
  await books.reopen(undefined, [])
  const ann = await someone(books)
  await buy(books, ann)
  await books.reopen(undefined, ['https://five.example/hook'])
  await rows(books, 'delete from access_watches')
  books.clock.advance(days(40))
  await announceAll(books)
  expect(await rows(books, 'select type from outgoing_events where person_id = $1', [ann])).toEqual([
    { type: 'access.ended' },
  ])
})
