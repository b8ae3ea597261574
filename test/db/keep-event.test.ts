import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { Billing, CardEvent, Subject } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import { stripeId } from '../support/card-sale.ts'
import { nothingPending, nothingPendingSoon } from '../support/duties.ts'
import { rows } from '../support/sale.ts'

const books = await openBooks()
afterAll(() => books.close())

function event(changes: Partial<CardEvent> = {}): CardEvent {
  const id = stripeId('evt')
  return {
    id,
    type: 'invoice.paid',
    subject: { kind: 'invoice', id: stripeId('in') },
    key: stripeId('cus'),
    payload: { id, object: 'event', type: 'invoice.paid' },
    ...changes,
  }
}

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
    const one = event()
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
    expect(await keptAs(one.id)).toEqual([{ rail: 'card', kind: 'event', payload: one.payload }])
    expect(await rows(books, `select data, singleton_key from pgboss.job where name = 'readings'`)).toEqual([
      { data: one.subject, singleton_key: one.key },
    ])
  })

  test('from which nothing of ours follows is kept all the same, and owes no reading', async () => {
    const one = event({ subject: null })
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
    expect(await keptAs(one.id)).toHaveLength(1)
    expect(await readings()).toBe(0)
  })

  // cases 58, 83
  test('that comes forty times at once to two processes is kept once, and read once', async () => {
    const other = await books.reopen()
    const many = Array.from({ length: 10 }, () => event())
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
    const bad = event({ payload: { text: '\0' } })
    const good = Array.from({ length: 5 }, () => event())
    const said = await Promise.allSettled([...good, bad].map(each => books.billing.cards.keepEvent(each)))
    expect(said.map(({ status }) => status)).toEqual([...good.map(() => 'fulfilled'), 'rejected'])
    expect(await keptAs(bad.id)).toEqual([])
    expect(await readings()).toBe(5)
  })

  // case 85
  test('whose reading cannot be owed is not kept either', async () => {
    const one = event()
    // The queue takes no job without a key.
    await expect(books.billing.cards.keepEvent({ ...one, key: '' })).rejects.toThrow()
    expect(await keptAs(one.id)).toEqual([])
    expect(await books.billing.cards.keepEvent(one)).toBe('kept')
  })
})

/** Reads in a process of its own, as it does in life; `how` decides what becomes of each. */
async function reader(how: (subject: Subject) => Promise<void> = async () => {}) {
  const read: Subject[] = []
  const billing = await books.reopen()
  await billing.cards.work(async subject => {
    read.push(subject)
    await how(subject)
  })
  return { read, stop: () => (billing as Billing & { stop(): Promise<void> }).stop() }
}

describe('readings', () => {
  // case 59
  test('follow for each of two events that tell of one change', async () => {
    const first = event()
    await books.billing.cards.keepEvent(first)
    await books.billing.cards.keepEvent({ ...first, id: stripeId('evt') })
    const { read, stop } = await reader()
    await nothingPending(books)
    expect(read).toEqual([first.subject, first.subject])
    await stop()
  })

  test('are done without an event where somebody asks for one', async () => {
    const subject: Subject = { kind: 'session', id: stripeId('cs') }
    const { read, stop } = await reader()
    await books.billing.cards.readAgain(subject, 'cus_1')
    await nothingPending(books)
    expect(read).toEqual([subject])
    await stop()
  })

  // case 94
  test('that fail are told in the log and tried until they succeed, and hold up nobody else', async () => {
    const [bad, good] = [event(), event()]
    await Promise.all([bad, good].map(each => books.billing.cards.keepEvent(each)))
    let failures = 0
    const { read, stop } = await reader(async ({ id }) => {
      if (id === bad.subject?.id && ++failures <= 2) throw new Error('Stripe is away')
    })
    await vi.waitFor(async () => expect(await readings()).toBe(1), { timeout: 10_000, interval: 50 })
    expect(read).toContainEqual(good.subject)
    await nothingPendingSoon(books)
    expect(failures).toBe(3)
    expect(books.logged).toContainEqual({
      level: 'warn',
      fields: { err: expect.any(Error), reading: `invoice ${bad.subject?.id}` },
      message: 'the reading did not go through; it will be tried again',
    })
    await stop()
  })

  // case 94
  test('that cannot be done keep back the others of their customer for a while only, and are done when they can be', async () => {
    const [bad, good] = [event(), event()]
    let isCured = false
    const { read, stop } = await reader(async ({ id }) => {
      if (id === bad.subject?.id && !isCured) throw new Error('nobody knows why')
    })
    await books.billing.cards.keepEvent(bad)
    await books.billing.cards.keepEvent({ ...good, key: bad.key })
    const hurry = `update pgboss.job set start_after = now() where state = 'retry'`
    const patience = { timeout: 20_000, interval: 50 }
    await vi.waitFor(async () => {
      await rows(books, hurry)
      expect(read).toContainEqual(good.subject)
    }, patience)
    const triesBefore = read.filter(({ id }) => id === bad.subject?.id).length
    expect(triesBefore).toBeGreaterThanOrEqual(5)
    expect(books.logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: { err: expect.any(Error), reading: `invoice ${bad.subject?.id}`, key: bad.key },
      }),
    )
    isCured = true
    await nothingPendingSoon(books)
    expect(read.at(-1)).toEqual(bad.subject)
    await stop()
  })

  // case 83
  test('of one customer are done one after the other by two processes, of others side by side', async () => {
    const inHand = new Map<string, number>()
    let [most, together] = [0, 0]
    const keys = [stripeId('cus'), stripeId('cus')]
    const keyOf = new Map<string, string>()
    const how = async ({ id }: Subject) => {
      const key = keyOf.get(id) ?? ''
      inHand.set(key, (inHand.get(key) ?? 0) + 1)
      most = Math.max(most, ...inHand.values())
      together = Math.max(
        together,
        [...inHand.values()].reduce((sum, count) => sum + count),
      )
      await new Promise(resolve => setTimeout(resolve, 20))
      inHand.set(key, (inHand.get(key) ?? 0) - 1)
    }
    const events = Array.from({ length: 12 }, (_, index) => event({ key: keys[index % 2] ?? '' }))
    for (const { subject, key } of events) keyOf.set(subject?.id ?? '', key)
    await Promise.all(events.map(each => books.billing.cards.keepEvent(each)))
    const readers = await Promise.all([reader(how), reader(how)])
    await nothingPending(books)
    expect(readers.flatMap(({ read }) => read)).toHaveLength(12)
    expect({ most, together }).toEqual({ most: 1, together: 2 })
    for (const { stop } of readers) await stop()
  })
})
