import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { type Billing, type Charge, createBilling } from '../../db/billing.ts'
import { lead } from '../../db/leadership.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import { ADMIN, SHOP } from '../support/books.ts'
import { QUICK } from '../support/contender.ts'
import { embeddedPlace, pidOf, untilGone } from '../support/embedded.ts'
import { anOrder, chargeFor, rows, someone } from '../support/sale.ts'

const place = embeddedPlace()
const log = { info() {}, warn() {}, error() {} }

const CHARGES = 400
const CRASHES = [60, 200]
const IN_FLIGHT = 40

async function openBooksHere(): Promise<{ billing: Billing; database: Database; close(): Promise<void> }> {
  const { url } = await place.open()
  const database = await openDatabase(url)
  await migrateDatabase(database, log)
  const now = () => new Date()
  const billing = await createBilling({ database, plans: SHOP, adminIds: [ADMIN], log, now })
  const close = async () => {
    await billing.stop()
    await database.close()
  }
  return { billing, database, close }
}

/** As when the machine of the database fails for a moment: nothing is finished, nobody is told, and it comes up again. */
async function crash(port: number): Promise<void> {
  const pid = pidOf(place.dataDir)
  process.kill(pid, 'SIGQUIT')
  await untilGone(pid)
  await place.open({ port })
}

/** As whoever holds an update does it: again and again, until it is booked. */
async function settle(billing: Billing, charge: Charge): Promise<string> {
  for (;;) {
    try {
      return (await billing.settle(charge)).kind
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}

// cases 13, 85, 94
test('Postgres crashing in the middle of a stream of charges loses none and books none twice', async () => {
  await place.copyPrepared()
  const books = await openBooksHere()
  const port = books.database.pool.options.port as number
  const people = await Promise.all(Array.from({ length: 10 }, () => someone(books)))
  const orders = await Promise.all(people.map(person => anOrder(books, person)))
  const charges = Array.from({ length: CHARGES / orders.length }, () =>
    orders.map(order => chargeFor(order)),
  ).flat()

  const kinds: string[] = []
  let crashing = Promise.resolve()
  const queue = charges.values()
  const worker = async () => {
    for (const charge of queue) {
      kinds.push(await settle(books.billing, charge))
      if (CRASHES.includes(kinds.length)) crashing = crashing.then(() => crash(port))
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  await crashing

  // A commit whose answer was lost is found out, so that each charge was answered as new, once.
  expect(Object.groupBy(kinds, kind => kind)).toEqual({ granted: Array(CHARGES).fill('granted') })
  const [sum] = await rows(books, 'select count(*)::int as charges, sum(amount)::int as amount from payments')
  expect(sum).toEqual({ charges: CHARGES, amount: CHARGES * 250 })
  expect(await books.billing.balances()).toMatchObject([
    { account: 'cash', balance: CHARGES * 250 },
    { account: 'sales', balance: CHARGES * -250 },
  ])
  expect(await rows(books, `select name from pgboss.job where name = 'messages'`)).toHaveLength(CHARGES)
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  // And whatever died with it has been replaced.
  expect((await books.billing.health()).database).toBe('ok')
  await books.close()
})

test('who leads when Postgres crashes goes on, and has the lead again when it is back', async () => {
  await place.copyPrepared()
  const { url } = await place.open()
  const newClient = (more: pg.ClientConfig) => new pg.Client({ connectionString: url, ...more })
  let terms = 0
  const work = (lost: AbortSignal) => {
    terms++
    return new Promise<void>(resolve => lost.addEventListener('abort', () => resolve()))
  }
  const leading = lead({ newClient, log }, 'polling', work, QUICK)
  await vi.waitFor(() => expect(terms).toBe(1), { timeout: 10_000 })
  await crash(Number(new URL(url).port))
  await vi.waitFor(async () => expect(await leading.stillLeads()).toBe('held'), {
    timeout: 10_000,
    interval: 50,
  })
  expect(terms).toBe(1)
  await leading.stop()
})
