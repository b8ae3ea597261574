import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CardEvent } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import { cardEvent } from '../support/card-event.ts'
import { rows } from '../support/sale.ts'

const books = await openBooks()
afterAll(() => books.close())

const keptAs = (id: string) =>
  rows<{ rail: string; kind: string; payload: object }>(
    books,
    'select rail, kind, payload from provider_events where provider_id = $1',
    [id],
  )

const readings = async () => (await books.billing.pending()).find(({ kind }) => kind === 'readings')?.count

afterEach(async () => {
  await rows(books, `delete from pgboss.job where name = 'readings'`)
})

describe('an event', () => {
  test('is kept whole, and owes one reading of its subject', async () => {
    const one = cardEvent()
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
    expect(await keptAs(one.id)).toEqual([{ rail: 'card', kind: 'event', payload: one.payload }])
    expect(await rows(books, `select data, singleton_key from pgboss.job where name = 'readings'`)).toEqual([
      { data: one.subject, singleton_key: one.key },
    ])
  })

  test('is kept also where somebody typed what the database cannot hold', async () => {
    const one = cardEvent({ payload: { 'k\0': ['N\0 \ud800', new Date(0)] } })
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
    const payload = { 'k\uFFFD': ['N\uFFFD \uFFFD', '1970-01-01T00:00:00.000Z'] }
    expect(await keptAs(one.id)).toMatchObject([{ payload }])
  })

  test('from which nothing of ours follows is kept all the same, and owes no reading', async () => {
    const one = cardEvent({ subject: null })
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
    expect(await keptAs(one.id)).toHaveLength(1)
    expect(await readings()).toBe(0)
  })

  // cases 58, 83
  test('that comes forty times at once to two processes is kept once, and read once', async () => {
    const other = await books.reopen()
    const many = Array.from({ length: 10 }, () => cardEvent())
    const said = await Promise.all(
      [books.billing, other, books.billing, other].flatMap(({ cards }) =>
        many.map(each => cards.keepEvent(each)),
      ),
    )
    expect(said.filter(one => one === 'kept')).toHaveLength(10)
    expect(said.filter(one => one === 'repeated')).toHaveLength(30)
    expect(await readings()).toBe(10)
    expect(await books.billing.cards.keepEvent(many[0] as CardEvent)).toBe('repeated')
    expect(await readings()).toBe(10)
  })

  // case 85
  test('that cannot be kept owes nothing, and its neighbours are kept', async () => {
    const bad = cardEvent({ id: 'evt_\0' })
    const good = Array.from({ length: 5 }, () => cardEvent())
    const said = await Promise.allSettled([...good, bad].map(each => books.billing.cards.keepEvent(each)))
    expect(said.map(({ status }) => status)).toEqual([...good.map(() => 'fulfilled'), 'rejected'])
    expect(await readings()).toBe(5)
  })

  // case 85
  test('whose reading cannot be owed is not kept either', async () => {
    const one = cardEvent()
    // The queue takes no job without a key.
    await expect(books.billing.cards.keepEvent({ ...one, key: '' })).rejects.toThrow()
    expect(await keptAs(one.id)).toEqual([])
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
  })
})
