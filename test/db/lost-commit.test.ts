import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { again } from '../../db/again.ts'
import { type Billing, type Charge, type CheckoutClaim, createBilling, isOutage } from '../../db/billing.ts'
import type { Books } from '../../db/books.ts'
import { type Jobs, openJobs } from '../../db/jobs.ts'
import { keepEvents } from '../../db/keep-event.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import { settleCharges } from '../../db/settle.ts'
import { ADMIN, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { anOrder, chargeFor, movedBy, newsFor, rows, someone } from '../support/sale.ts'
import { openWire, type Wire } from '../support/wire.ts'

/** The same books twice: directly, and by a wire that breaks. */
let books: TestBooks
let wire: Wire
let database: Database
let billing: Billing & { stop(): Promise<void> }
const log = { info() {}, warn() {}, error() {} }

beforeAll(async () => {
  books = await openBooks()
  wire = await openWire(books.url)
  database = await openDatabase(wire.url, { connections: 4 })
  billing = await createBilling({ database, plans: SHOP, adminIds: [ADMIN], log, now: books.clock.now })
})
afterEach(() => wire.mend())
afterAll(async () => {
  await billing.stop()
  await database.close()
  await books.close()
  await wire.close()
})

const SOLD = { cash: 250, sales: -250 }

async function charges(count: number) {
  const order = await anOrder(books, await someone(books))
  return Array.from({ length: count }, () => chargeFor(order))
}

async function aCharge() {
  const [charge] = await charges(1)
  if (!charge) throw new Error('no charge')
  return charge
}

function claimOf({ reference, payerId, price }: Charge): CheckoutClaim {
  return { reference, payerId, price }
}

// cases 13, 85, 94
describe('when the connection breaks while a payment is committed', () => {
  test.each(['unanswered', 'late'] as const)(
    'and the commit came through (%s), it is booked, as new',
    async fate => {
      const charge = await aCharge()
      wire.atNextCommit(fate)
      const moved = await movedBy(books, async () => {
        expect(await billing.settle(charge)).toMatchObject({ kind: 'granted' })
      })
      expect(moved).toEqual(SOLD)
      expect((await newsFor(books, charge.payerId)).map(({ kind }) => kind)).toEqual(['thanks'])
      expect(await billing.settle(charge)).toMatchObject({ kind: 'repeated' })
    },
  )

  test('and the commit never arrived, it is refused whole, and booked when it is tried again', async () => {
    const charge = await aCharge()
    wire.atNextCommit('swallowed')
    const moved = await movedBy(books, () => expect(billing.settle(charge)).rejects.toThrow())
    expect(moved).toEqual({})
    expect(await billing.settle(charge)).toMatchObject({ kind: 'granted' })
  })

  test('all that were committed together are answered as new, and those seen before as repeated', async () => {
    const many = await charges(5)
    await books.billing.settle(many[0] as (typeof many)[0])
    wire.atNextCommit('unanswered')
    const settled = await Promise.all(many.map(charge => billing.settle(charge)))
    expect(settled.map(({ kind }) => kind)).toEqual(['repeated', 'granted', 'granted', 'granted', 'granted'])
    const [found] = await rows(books, 'select count(*)::int from payments where charge_id = any($1)', [
      many.map(({ chargeId }) => chargeId),
    ])
    expect(found).toEqual({ count: 5 })
  })

  test('work of another kind that is done once however often it is asked for is asked for again', async () => {
    wire.atNextCommit('unanswered')
    let asked = 0
    const person = await again(() => {
      asked++
      return billing.meet({ id: 77_001, firstName: 'Ann' })
    })
    expect(person).toMatchObject({ id: 77_001, firstName: 'Ann' })
    expect(asked).toBe(2)
    await expect(again(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  })
})

function booksWith(jobs: Jobs): Books {
  const { now } = books.clock
  return { ...database, jobs, log, now, openedAt: now(), adminIds: [ADMIN], freeMaxDevices: 1 }
}

test('a database that froze fails the whole batch, and takes the next one when it is back', async () => {
  const jobs = await openJobs(database.pool, log)
  const own = booksWith(jobs)
  const many = await charges(3)
  await settleCharges(own, await charges(1))
  wire.freeze()
  await expect(settleCharges(own, many, 300)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  wire.mend()
  expect((await settleCharges(own, many)).map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted'])
  await jobs.stop()
})

// cases 58, 85
describe('an event whose keeping was not answered', () => {
  const subject = { kind: 'invoice', id: 'in_1' } as const
  const event = (id: string) => ({ id, type: 'invoice.paid', key: 'cus_1', payload: {}, subject })
  const readings = async () => (await books.billing.pending()).find(({ kind }) => kind === 'readings')?.count

  test('though it was kept is found so when it is sent again, and is read once', async () => {
    wire.atNextCommit('unanswered')
    await expect(billing.cards.keepEvent(event('evt_1'))).rejects.toSatisfy(isOutage)
    expect(await billing.cards.keepEvent(event('evt_1'))).toBe('repeated')
    expect(await readings()).toBe(1)
  })

  test('because the database froze holds up none that comes when it is back', async () => {
    const jobs = await openJobs(database.pool, log)
    const own = booksWith(jobs)
    await keepEvents(own, [event('evt_2')])
    wire.freeze()
    await expect(keepEvents(own, [event('evt_3')], 300)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    wire.mend()
    expect(await keepEvents(own, [event('evt_2'), event('evt_3')])).toEqual(['repeated', 'kept'])
    expect(await readings()).toBe(3)
    await jobs.stop()
  })
})

test('however many connections die inside a transaction, as many can be had again', async () => {
  for (let id = 78_001; id < 78_007; id++) {
    wire.atNextCommit('unanswered')
    await expect(billing.meet({ id, firstName: 'Bo' })).rejects.toThrow('terminated')
  }
  const held = await Promise.all(Array.from({ length: 4 }, () => database.pool.connect()))
  for (const client of held) client.release()
})

test('after its connections have died, the pool makes new ones, and nothing ends the process', async () => {
  await Promise.all(Array.from({ length: 4 }, () => database.pool.query('select pg_sleep(0.05)')))
  const name = new URL(books.url).pathname.slice(1)
  const kill =
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()'
  await rows(books, kill, [name])
  const charge = await aCharge()
  await vi.waitFor(() => billing.settle(charge), { timeout: 10_000, interval: 50 })
  expect((await billing.story(charge.payerId))?.payments).toHaveLength(1)
})

test('whatever meets a database that is away, says so', async () => {
  const charge = await aCharge()
  wire.cut()
  const met = await Promise.allSettled([
    billing.settle(charge),
    billing.admit(claimOf(charge)),
    billing.meet({ id: charge.payerId, firstName: 'Ann' }),
    billing.openOrder({ personId: charge.payerId, planCode: 'month', rail: 'stars' }),
    billing.story(charge.payerId),
    billing.balances(),
  ])
  expect(met.map(one => one.status === 'rejected' && isOutage(one.reason))).toEqual(Array(6).fill(true))
})

// case 8
describe('the gate', () => {
  test('answers while every connection of the books is held', async () => {
    const claim = claimOf(await aCharge())
    const held = await Promise.all(Array.from({ length: 4 }, () => database.pool.connect()))
    expect(await billing.admit(claim)).toMatchObject({ kind: 'admitted' })
    for (const client of held) client.release()
  })

  test('refuses to wait for a database that froze, and has a fresh connection when it is back', async () => {
    const claim = claimOf(await aCharge())
    await billing.admit(claim)
    wire.freeze()
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => billing.admit(claim)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
    wire.mend()
    expect(await billing.admit(claim)).toMatchObject({ kind: 'admitted' })
  })
})
