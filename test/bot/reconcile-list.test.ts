import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, movedBy, newsFor, rows, someone } from '../support/sale.ts'
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
    // From where it ends now.
    fill(4)
    expect(await stars.run()).toMatchObject({ read: 25, repaired: 0 })
    expect(stars.offsets.slice(-2)).toEqual([0, 25])
  })

  test('that is shorter than it was, or young where the last run came, is not read whole for ever', async () => {
    fill(450)
    await stars.run()
    stars.list.splice(0, 250)
    expect(await stars.run()).toMatchObject({ read: 200 })
    fill(210 - stars.list.length)
    for (const read of [210, 200]) expect(await stars.run()).toMatchObject({ read })
    // The clock was set back, so that all of it seems to be of a moment ago.
    books.clock.advance(-MINUTE)
    stars.offsets.length = 0
    expect(await stars.run({ leaveYoungerMs: MINUTE })).toMatchObject({ read: 0 })
    expect(stars.offsets).toHaveLength(1)
    books.clock.advance(MINUTE)
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
    fill(1_000)
    const held: number[] = []
    const progress = () => {
      collect()
      held.push(given.filter(one => one.deref()).length)
    }
    expect(await stars.run({ progress })).toMatchObject({ read: 1_000 })
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
  const finished = await books.billing.statement.finishedAt('stars')
  const moved = await movedBy(books, () => expect(stars.run()).rejects.toThrow('a bug'))
  expect(moved).toEqual({ cash: 500, sales: -500 })
  // All else was done: what it makes a difference of shows.
  expect(stars.log.join('')).toContain('the books and Telegram differ')
  expect(await books.billing.statement.finishedAt('stars')).toEqual(finished)
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

test('what has no date that can be read is not left for being young', async () => {
  stars.list.push({ id: 'dateless', amount: 5, date: 'soon' as never, source: FRAGMENT })
  expect(await stars.run({ leaveYoungerMs: MINUTE })).toMatchObject({ read: 1 })
})

describe('what was sold before there was this shop', () => {
  test('is on the list and in the balance, and nobody’s business here', async () => {
    const own = await openBooks()
    const telegram = starList(own)
    const old = { ...(await anOrder(own, await someone(own))), id: 'some shop of before' }
    const sold = (chargeId: string, order: typeof old, at: number) => {
      telegram.paid(chargeId, order)
      Object.assign(telegram.list.at(-1) ?? {}, { date: Math.floor((+own.clock.now() - at) / 1000) })
    }
    sold('old', old, days(9))
    sold('old and back', old, days(9))
    sold('long before', { ...old, id: '01900000-0000-7000-8000-000000000000' }, days(8))
    own.clock.advance(MINUTE)
    telegram.wentBack('old and back', old)
    sold('stranger', { ...old, id: 'nobody’s' }, -2000)
    own.clock.advance(days(1))
    const bill = await anOrder(own, await someone(own))
    sold('ours', bill, 0)
    const moved = await movedBy(own, async () => {
      for (const repaired of [2, 0]) {
        const { balances, ...run } = await telegram.run()
        expect(run).toMatchObject({ read: 6, repaired, unlisted: { count: 0 } })
        expect(balances).toMatchObject([{ drift: 0 }])
      }
    })
    expect(moved).toEqual({ cash: 1000, transfers: -500, sales: -250, suspense: -250 })
    expect(await newsFor(own, old.personId)).toMatchObject([{ kind: 'held', chargeId: 'stranger' }])
    expect((await newsFor(own, ADMIN)).map(({ kind }) => kind)).toEqual(['quarantined'])

    // Years later it goes back, which an update tells, or not.
    const price = { amount: 250, currency: 'XTR' }
    const about = { rail: 'stars' as const, payerId: old.personId, price, reference: old.id, payload: {} }
    const charge = { ...about, chargeId: 'old', paidAt: own.clock.now() }
    expect(await own.billing.recordRefund({ charge, refundedAt: own.clock.now() })).toEqual({
      kind: 'repeated',
    })
    telegram.wentBack('old', old)
    telegram.wentBack('long before', old)
    expect(await movedBy(own, () => telegram.run())).toEqual({ cash: -500, transfers: 500 })
    expect((await telegram.run()).balances).toMatchObject([{ drift: 0 }])
    expect(await newsFor(own, old.personId)).toHaveLength(1)
    expect(await auditBooks(own.database)).toMatchObject({ unbalanced: [], strayed: [] })
    await own.close()
  })
})
