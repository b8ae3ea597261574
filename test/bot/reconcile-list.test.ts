import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, movedBy, rows, someone } from '../support/sale.ts'
import { FRAGMENT, starList } from './star-list.ts'

const MINUTE = 60_000

let books: TestBooks
let stars: ReturnType<typeof starList>
let bot = 4500

beforeAll(async () => {
  books = await openBooks()
})
beforeEach(() => {
  stars = starList(books, ++bot)
})
afterAll(() => books.close())

/** An order of somebody new. */
const order = async () => anOrder(books, await someone(books), 'month')

describe('the list', () => {
  /** So many Stars that somebody took out, one at a time. */
  const fill = (count: number) => {
    const before = stars.list.length
    for (let n = before; n < before + count; n++) stars.moved(`line-${n}`, 1, { receiver: FRAGMENT })
  }

  test('is read on from where the last run came, but for a tail that is read again', async () => {
    fill(450)
    const seen: number[] = []
    expect(await stars.run({ progress: ({ read }) => seen.push(read) })).toMatchObject({ read: 450 })
    expect(seen).toEqual([100, 200, 300, 400, 450, 450])
    stars.offsets.length = 0
    fill(3)
    // Something was written into the middle meanwhile.
    stars.list.splice(-50, 0, { ...stars.list[0], id: 'late', amount: 1, date: 1_790_000_000 } as never)
    expect(await stars.run()).toMatchObject({ read: 204 })
    expect(stars.offsets).toEqual([250, 350, 450, 454])
    expect(await movedBy(books, () => stars.run())).toEqual({})
  })

  test('that is not where it was is read from its beginning', async () => {
    fill(450)
    await stars.run()
    stars.list.splice(0, 430)
    const bill = await order()
    stars.paid('behind', bill)
    expect(await stars.run()).toMatchObject({ read: 21, repaired: 1 })
    expect(stars.log.join('')).toContain('not where they were')
    // As long as what was skipped.
    fill(250 - stars.list.length)
    expect(await stars.run()).toMatchObject({ read: 250 })
  })

  test('is held a page at a time, however long it is', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const given: WeakRef<object>[] = []
    stars.api.config.use(async (previous, method, payload, signal) => {
      const answer = await previous(method, payload, signal)
      if (answer.ok && method === 'getStarTransactions') {
        const { transactions } = structuredClone(answer.result) as { transactions: object[] }
        given.push(...transactions.map(transaction => new WeakRef(transaction)))
        return { ok: true, result: { transactions } as never }
      }
      return answer
    })
    fill(2_000)
    const held: number[] = []
    const progress = () => {
      collect()
      held.push(given.filter(one => one.deref()).length)
    }
    expect(await stars.run({ progress })).toMatchObject({ read: 2_000 })
    expect(Math.max(...held)).toBeLessThanOrEqual(200)
  })

  test('waits out what Telegram cannot answer just now, and is left when told to stop', async () => {
    fill(1)
    stars.weather.push(
      { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 0 } },
      { error_code: 502, description: 'Bad Gateway' },
    )
    expect(await stars.run()).toMatchObject({ read: 1 })
    const stopping = new AbortController()
    fill(300)
    const run = stars.run({ signal: stopping.signal, progress: () => stopping.abort() })
    await expect(run).rejects.toThrow('aborted')
    expect(await stars.run()).toMatchObject({ read: 301 })
  })
})

test('a charge that cannot be booked holds up no other, and the next run begins with it', async () => {
  const bills = await Promise.all([order(), order(), order()])
  for (const [n, bill] of bills.entries()) stars.paid(`poison-${n}`, bill)
  await rows(
    books,
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'a bug'; end $$;
     create trigger refuse before insert on payments for each row when (new.charge_id = 'poison-1')
       execute function refuse()`,
  )
  const moved = await movedBy(books, () => expect(stars.run()).rejects.toThrow('a bug'))
  expect(moved).toEqual({ cash: 500, sales: -500 })
  expect(await books.billing.statement.position({ rail: 'stars', account: String(bot) })).toBe(1)
  expect(stars.log.join('')).toContain('"charge":"poison-1"')

  await rows(books, 'drop trigger refuse on payments')
  expect(await stars.run()).toMatchObject({ repaired: 1, balances: [{ currency: 'XTR' }] })
  expect(await books.billing.statement.position({ rail: 'stars', account: String(bot) })).toBe(3)
})

test('what is young is left to its update, and read by the next run', async () => {
  const bill = await order()
  stars.paid('young', bill)
  expect(await stars.run({ leaveYoungerMs: MINUTE })).toMatchObject({ read: 0, repaired: 0 })
  books.clock.advance(2 * MINUTE)
  expect(await stars.run({ leaveYoungerMs: MINUTE })).toMatchObject({ read: 1, repaired: 1 })
})
