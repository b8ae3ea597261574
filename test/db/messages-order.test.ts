import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Billing, NoticeDue, TellOutcome } from '../../db/billing.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { nothingPending, nothingPendingSoon, recordDuties } from '../support/duties.ts'
import { anOrder, chargeFor, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const nothingLeft = () => nothingPending(books)
const SENT: TellOutcome = { kind: 'sent', messageId: 1 }

/** Somebody who is owed so many messages. */
async function someoneOwed(count: number): Promise<number> {
  const person = await someone(books)
  await pay(person, count)
  return person
}

async function pay(person: number, count: number, billing: Billing = books.billing): Promise<void> {
  const order = await anOrder(books, person)
  for (let n = 0; n < count; n++) await billing.settle(chargeFor(order))
}

/** What they were told, in the order they were told it. */
const toldTo = (told: NoticeDue[], person: number) =>
  told.filter(({ personId }) => personId === person).map(({ news }) => news)

describe('messages to one person', () => {
  test('go one after the other, in the order they were born', async () => {
    const ann = await someoneOwed(4)
    let under = 0
    const { duties, told } = recordDuties({
      async tell() {
        expect(++under).toBe(1)
        await new Promise(resolve => setTimeout(resolve, 20))
        under--
        return SENT
      },
    })
    await books.billing.work(duties)
    await nothingLeft()
    expect(books.logged).toEqual([])
    expect(toldTo(told, ann)).toEqual(await newsFor(books, ann))
  })

  // case 42
  test('keep their order when the first has to wait, and hold up nobody else', async () => {
    const [ann, ...others] = [await someoneOwed(3), await someoneOwed(2), await someoneOwed(1)]
    let mayPass = false
    const sent: NoticeDue[] = []
    const { duties } = recordDuties({
      tell(notice) {
        if (notice.personId === ann && !mayPass) throw new Error('429: later')
        sent.push(notice)
        return SENT
      },
    })
    await books.billing.work(duties)
    await vi.waitFor(() => expect(sent).toHaveLength(3), { timeout: 15_000 })
    expect(sent.map(({ personId }) => personId).sort()).toEqual([others[0], ...others].sort())

    mayPass = true
    await nothingLeft()
    for (const person of [ann, ...others]) expect(toldTo(sent, person)).toEqual(await newsFor(books, person))
  })

  test('wait for one that hangs, while everybody else is told', async () => {
    const [ann, bob] = [await someoneOwed(2), await someone(books)]
    const answer = Promise.withResolvers<TellOutcome>()
    const { duties, told } = recordDuties({
      tell: ({ personId }) => (personId === ann ? answer.promise : SENT),
    })
    await books.billing.work(duties)
    await vi.waitFor(() => expect(toldTo(told, ann)).toHaveLength(1), { timeout: 15_000 })
    await pay(bob, 3)
    await vi.waitFor(() => expect(toldTo(told, bob)).toHaveLength(3), { timeout: 15_000 })
    expect(toldTo(told, ann)).toHaveLength(1)
    answer.resolve(SENT)
    await nothingLeft()
    expect(toldTo(told, ann)).toEqual(await newsFor(books, ann))
  })
})

// case 83
test('two processes that book and tell, with trouble on the way, tell each thing once and in order', async () => {
  const seed = Date.now()
  const { below } = dice(seed)
  const people = await Promise.all(Array.from({ length: 12 }, () => someone(books)))
  const other = await books.reopen()
  const sent: NoticeDue[] = []
  const { duties } = recordDuties({
    async tell(notice) {
      await new Promise(resolve => setTimeout(resolve, below(20)))
      if (below(6) === 0) throw new Error('not now')
      sent.push(notice)
      return SENT
    },
  })
  await Promise.all([books.billing.work(duties), other.work(duties)])
  await Promise.all(people.flatMap(person => [books.billing, other].map(billing => pay(person, 4, billing))))
  await nothingPendingSoon(books)
  for (const person of people) {
    expect(toldTo(sent, person), `seed ${seed}`).toEqual(await newsFor(books, person))
    expect(toldTo(sent, person)).toHaveLength(8)
  }
})

describe('a message that was sent', () => {
  // case 84
  test('is not sent again when its job runs again', async () => {
    const { duties, told } = recordDuties()
    await books.billing.work(duties)
    await someoneOwed(1)
    await nothingLeft()
    const { pool } = books.database
    await pool.query(`update pgboss.job set state = 'created', completed_on = null where name = 'messages'`)
    await nothingLeft()
    expect(told).toHaveLength(1)
  })

  // case 84
  test('is not sent again because the database was away when it should be noted down', async () => {
    const { pool } = books.database
    const query = vi.spyOn(pool, 'query')
    const ann = await someoneOwed(1)
    const { duties, told } = recordDuties({
      tell() {
        query.mockImplementationOnce(() => Promise.reject(new Error('the database is away')))
        return { kind: 'sent', messageId: 77 }
      },
    })
    await books.billing.work(duties)
    await nothingLeft()
    expect(told).toHaveLength(1)
    expect(books.logged).toMatchObject([{ fields: { err: new Error('the database is away') } }])
    expect(await rows(books, 'select message_id::int from notices where person_id = $1', [ann])).toEqual([
      { message_id: 77 },
    ])
  })
})

test('a message that the provider refuses for good is given up in the end, and holds up no later one for ever', async () => {
  const ann = await someoneOwed(3)
  const [first, ...later] = await newsFor(books, ann)
  let tries = 0
  const { duties, told } = recordDuties({
    tell({ news }) {
      if (JSON.stringify(news) !== JSON.stringify(first)) return SENT
      tries++
      return { kind: 'refused', detail: 'Bad Request: message is too long' }
    },
  })
  await books.billing.work(duties)
  await nothingPendingSoon(books)
  expect(tries).toBe(10)
  expect(toldTo(told, ann).slice(10)).toEqual(later)
  expect(books.logged.filter(({ level }) => level === 'error')).toMatchObject([
    { fields: { notice: expect.any(String), person: ann, detail: 'Bad Request: message is too long' } },
  ])
  const states = 'select sent_at is not null as sent, given_up_at is not null as given_up from notices'
  expect(await rows(books, `${states} where person_id = $1 order by id`, [ann])).toEqual([
    { sent: false, given_up: true },
    { sent: true, given_up: false },
    { sent: true, given_up: false },
  ])
})
