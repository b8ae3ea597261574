import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { Billing, Subject } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import { cardEvent } from '../support/card-event.ts'
import { stripeId } from '../support/card-sale.ts'
import { nothingPending, nothingPendingSoon } from '../support/duties.ts'
import { rows } from '../support/sale.ts'

const books = await openBooks()
afterAll(() => books.close())

const readings = async () => (await books.billing.pending()).find(({ kind }) => kind === 'readings')?.count

afterEach(async () => {
  await rows(books, `delete from pgboss.job where name = 'readings'`)
})

/** Reads in a process of its own, as it does in life; `how` decides what becomes of each. */
async function reader(how: (subject: Subject) => Promise<'done' | 'later'> | Promise<void> = async () => {}) {
  const read: Subject[] = []
  const billing = await books.reopen()
  await billing.cards.work(async subject => {
    read.push(subject)
    return (await how(subject)) ?? 'done'
  })
  return { read, stop: () => (billing as Billing & { stop(): Promise<void> }).stop() }
}

const PATIENCE = { timeout: 20_000, interval: 20 }

/** Waits until the reading of this has been put off, says for how many seconds, and brings that moment on. */
async function putOff(subject: Subject | null): Promise<number> {
  const found = () =>
    rows<{ id: string; seconds: number }>(
      books,
      `select id, extract(epoch from start_after - created_on)::int as seconds from pgboss.job
       where name = 'readings' and data ->> 'id' = $1 and state = 'created' and start_after > now()`,
      [subject?.id],
    )
  await vi.waitFor(async () => expect(await found()).toHaveLength(1), PATIENCE)
  const [job] = await found()
  await rows(books, 'update pgboss.job set start_after = now() where id = $1', [job?.id])
  return job?.seconds ?? 0
}

describe('readings', () => {
  // case 59
  test('follow for each of two events that tell of one change', async () => {
    const first = cardEvent()
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
    const [bad, good] = [cardEvent(), cardEvent()]
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
    const [bad, good] = [cardEvent(), cardEvent()]
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
    // From then on once each time, and later each time.
    expect([await putOff(bad.subject), await putOff(bad.subject)]).toEqual([60, 120])
    isCured = true
    await nothingPendingSoon(books)
    expect(read.at(-1)).toEqual(bad.subject)
    expect(read.filter(({ id }) => id === bad.subject?.id).length).toBeLessThanOrEqual(triesBefore + 3)
    await stop()
  })

  test('of which the provider cannot tell all yet come back later each time; nobody is alarmed, or kept waiting', async () => {
    const [one, other] = [cardEvent(), cardEvent()]
    let isTold = false
    const { read, stop } = await reader(async ({ id }) => {
      return id === one.subject?.id && !isTold ? 'later' : 'done'
    })
    const before = books.logged.length
    await books.billing.cards.keepEvent(one)
    const waits: number[] = []
    for (let times = 0; times < 6; times++) waits.push(await putOff(one.subject))
    expect(waits).toEqual([60, 120, 240, 480, 600, 600])
    await vi.waitFor(() => expect(read).toHaveLength(7), PATIENCE)
    const states = () =>
      rows(books, `select state from pgboss.job where name = 'readings' and state < 'completed'`)
    await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'created' }]), PATIENCE)
    // It is asked for once, by however many it is missed.
    for (let asked = 0; asked < 3; asked++)
      await books.billing.cards.readLater(one.subject as Subject, one.key)
    expect(await readings()).toBe(1)
    await books.billing.cards.keepEvent({ ...other, key: one.key })
    await vi.waitFor(() => expect(read).toContainEqual(other.subject), PATIENCE)
    isTold = true
    await nothingPendingSoon(books)
    expect(books.logged.slice(before)).toEqual([])
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
    const events = Array.from({ length: 12 }, (_, index) => cardEvent({ key: keys[index % 2] ?? '' }))
    for (const { subject, key } of events) keyOf.set(subject?.id ?? '', key)
    await Promise.all(events.map(each => books.billing.cards.keepEvent(each)))
    const readers = await Promise.all([reader(how), reader(how)])
    await nothingPending(books)
    expect(readers.flatMap(({ read }) => read)).toHaveLength(12)
    expect({ most, together }).toEqual({ most: 1, together: 2 })
    for (const { stop } of readers) await stop()
  })
})
