import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NoticeDue, TellOutcome, UnreachableBecause } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { accessTo, anOrder, buy, chargeFor, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const nothingLeft = () => nothingPending(books)
const meetAgain = (id: number) => books.billing.meet({ id, firstName: `Person ${id}` })
const personOf = async (id: number) => (await books.billing.story(id))?.person

/** Duties of a Telegram that lets nobody of these through. */
function workWith(gone: Map<number, UnreachableBecause>) {
  return recordDuties({
    tell({ personId }): TellOutcome {
      const because = gone.get(personId)
      return because ? { kind: 'unreachable', because } : { kind: 'sent', messageId: 1 }
    },
  })
}

const toldTo = (told: NoticeDue[], person: number) =>
  told.filter(({ personId }) => personId === person).map(({ news }) => news)

describe('somebody who cannot be reached', () => {
  // cases 40, 41
  test.each(['blocked', 'deactivated', 'never_started'] as const)(
    '(%s) is marked and asked about once, and keeps what they bought',
    async because => {
      const ann = await someone(books)
      const { duties, told } = workWith(new Map([[ann, because]]))
      await books.billing.work(duties)
      await buy(books, ann)
      await nothingLeft()
      const since = (await personOf(ann))?.unreachableAt
      expect(since).toBeInstanceOf(Date)
      await buy(books, ann)
      await nothingLeft()

      expect(told).toHaveLength(1)
      expect(await personOf(ann)).toMatchObject({ unreachableAt: since, unreachableBecause: because })
      expect((await books.billing.story(ann))?.notices).toMatchObject([{ sentAt: null }, { sentAt: null }])
      expect(await accessTo(books, ann)).toMatchObject({ active: true })
    },
  )

  // case 40
  test('is told what waited when they are met again: everything, once, oldest first', async () => {
    const ann = await someone(books)
    const gone = new Map<number, UnreachableBecause>()
    const { duties, told } = workWith(gone)
    await books.billing.work(duties)
    await buy(books, ann)
    await nothingLeft()

    gone.set(ann, 'blocked')
    await books.billing.lose(ann, 'blocked')
    for (const _ of [1, 2, 3]) await buy(books, ann)
    await nothingLeft()
    expect(told).toHaveLength(1)

    gone.clear()
    const met = await Promise.all([1, 2, 3].map(() => meetAgain(ann)))
    expect(met.map(({ unreachableAt, unreachableBecause }) => unreachableAt ?? unreachableBecause)).toEqual([
      ...[null, null, null],
    ])
    await buy(books, ann)
    await nothingLeft()
    expect(toldTo(told, ann)).toEqual(await newsFor(books, ann))
    expect(told).toHaveLength(5)
  })

  test('is lost from the moment Telegram says so, for the reason it gave last', async () => {
    const ann = await someone(books)
    await books.billing.lose(ann, 'blocked')
    const since = (await personOf(ann))?.unreachableAt
    await books.billing.lose(ann, 'deactivated')
    expect(await personOf(ann)).toMatchObject({ unreachableAt: since, unreachableBecause: 'deactivated' })
    await books.billing.lose(7_000_000_001, 'blocked')
    expect(await personOf(7_000_000_001)).toBeUndefined()
  })
})

test('an admin who never opened the bot gets the alerts that waited, when they do', async () => {
  const gone = new Map<number, UnreachableBecause>([[ADMIN, 'never_started']])
  const { duties, told } = workWith(gone)
  await books.billing.work(duties)
  const ann = await someone(books)
  for (const reference of ['nonsense', 'more nonsense'])
    await books.billing.settle(chargeFor(await anOrder(books, ann), { reference }))
  await nothingLeft()
  expect(toldTo(told, ADMIN)).toHaveLength(1)
  expect(await personOf(ADMIN)).toMatchObject({ unreachableBecause: 'never_started' })

  gone.clear()
  await meetAgain(ADMIN)
  await nothingLeft()
  expect(toldTo(told, ADMIN).slice(1)).toEqual(await newsFor(books, ADMIN))
})

test('a message that comes up while its person is coming back is not passed over', async () => {
  const { pool } = books.database
  const ann = await someone(books)
  await books.billing.lose(ADMIN, 'blocked')
  const coming = await pool.connect()
  await coming.query('begin')
  await coming.query('update people set unreachable_at = null where id = $1', [ADMIN])
  // Nobody locks an admin's row to write them an alert: this one is born while they are on their way.
  await books.billing.settle(chargeFor(await anOrder(books, ann), { reference: 'nonsense' }))
  const { duties, told } = recordDuties()
  await books.billing.work(duties)
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%for share%'`
  await vi.waitFor(async () => expect(await rows(books, waiting)).toHaveLength(1), { timeout: 15_000 })
  await coming.query('commit')
  coming.release()
  await nothingLeft()
  expect(toldTo(told, ADMIN)).toEqual(await newsFor(books, ADMIN))
})

// case 40
test('whoever is lost in the very moment they are met again is told what waited', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  await rows(books, 'delete from pgboss.job')
  const loser = await books.database.pool.connect()
  await loser.query('begin')
  await loser.query('select from people where id = $1 for update', [ann])
  const met = books.billing.meet({ id: ann, firstName: 'Anna' })
  await vi.waitFor(async () =>
    expect(
      await rows(
        books,
        'select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0',
      ),
    ).not.toEqual([]),
  )
  await loser.query('update people set unreachable_at = now() where id = $1', [ann])
  await loser.query('commit')
  loser.release()
  expect(await met).toMatchObject({ unreachableAt: null })
  expect(await books.billing.pending()).toContainEqual({ kind: 'messages', count: 1 })
})
