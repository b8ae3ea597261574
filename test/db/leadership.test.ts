import pg from 'pg'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { lead } from '../../db/leadership.ts'
import { createDatabase } from '../support/books.ts'
import { anotherContender, contend, DEEDS, QUICK } from '../support/contender.ts'
import { openWire } from '../support/wire.ts'

let url: string
let database: pg.Pool
let logged: string[]
beforeEach(async () => {
  url = await createDatabase('template0')
  database = new pg.Pool({ connectionString: url })
  database.on('error', () => {})
  await database.query(DEEDS)
  logged = []
})
afterEach(() => database.end())

const say = (_: object, message: string) => void logged.push(message)
const log = { info: say, warn: say, error: () => {} }

function contender(who: string, lockUrl = url) {
  const leading = contend(url, who, { lockUrl, log })
  onTestFinished(() => leading.stop())
  return leading
}

function elsewhere(who: string) {
  const other = anotherContender(url, who)
  onTestFinished(() => other.kill())
  return other
}

/** Who led, in turn. Two at once would stand there in turns, again and again. */
async function reigns(): Promise<string[]> {
  const { rows } = await database.query<{ who: string }>('select who from deeds order by id')
  return rows.map(({ who }) => who).filter((who, at, all) => who !== all[at - 1])
}

const patience = { timeout: 15_000, interval: 50 }
const untilReigns = (...expected: string[]) =>
  vi.waitFor(async () => expect(await reigns()).toEqual(expected), patience)

/** Resolves when whoever leads has done some more. */
async function aWhile(): Promise<void> {
  const count = async () => Number((await database.query('select count(*) from deeds')).rows[0].count)
  const before = await count()
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(before + 20), patience)
}

const endSession = () =>
  database.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database =
      (select oid from pg_database where datname = current_database())`,
  )

// case 45
test('one leads and the other waits, saying so; stopped, the first hands over at once', async () => {
  const first = contender('first')
  await untilReigns('first')
  const second = contender('second')
  await aWhile()
  expect([first.leads(), second.leads()]).toEqual([true, false])
  expect(await second.stillLeads()).toBe('lost')
  await first.stop()
  await untilReigns('first', 'second')
  expect(logged).toEqual(['polling here', 'another process is polling; waiting to take over', 'polling here'])
})

test('a leader that is killed is followed by another', async () => {
  const first = elsewhere('first')
  await untilReigns('first')
  contender('second')
  await aWhile()
  await first.kill()
  await untilReigns('first', 'second')
})

test('a leader that froze is followed by another, and does nothing more when it wakes up', async () => {
  const first = elsewhere('first')
  await untilReigns('first')
  const second = contender('second')
  await aWhile()
  first.signal('SIGSTOP')
  await untilReigns('first', 'second')
  first.signal('SIGCONT')
  await aWhile()
  await aWhile()
  expect(await reigns()).toEqual(['first', 'second'])
  await second.stop()
  await untilReigns('first', 'second', 'first')
})

test('a leader whose session is ended asks anew, and never do two lead at once', async () => {
  contender('one')
  contender('other')
  for (let round = 0; round < 5; round++) {
    await aWhile()
    await endSession()
  }
  await aWhile()
  // Whoever it was each time, a reign is never interrupted by a deed of the other.
  expect((await reigns()).length).toBeLessThanOrEqual(6)
  expect(logged.filter(line => line === 'polling here').length).toBe((await reigns()).length)
})

test('a leader cut off from the database goes on while nobody can follow, and steps back when somebody has', async () => {
  const wire = await openWire(url)
  onTestFinished(() => wire.close())
  const first = contender('first', wire.url)
  await untilReigns('first')
  wire.cut()
  await vi.waitFor(async () => expect(await first.stillLeads()).toBe('unknown'), patience)
  await aWhile()
  expect(first.leads()).toBe(true)
  wire.mend()
  await vi.waitFor(async () => expect(await first.stillLeads()).toBe('held'), patience)
  expect(logged).toEqual(['polling here'])

  wire.cut()
  contender('second')
  await vi.waitFor(() => expect(logged).toHaveLength(2), patience)
  wire.mend()
  await vi.waitFor(() => expect(first.leads()).toBe(false), patience)
  expect(logged).toContain('another process is polling now; this one steps back')
})

test('what the work throws is told, and another leads; work that ends by itself is begun again', async () => {
  const newClient = (more: pg.ClientConfig) => new pg.Client({ connectionString: url, ...more })
  let times = 0
  const work = async () => {
    if (++times === 2) throw new Error('the token was revoked')
  }
  const leading = lead({ newClient, log }, 'polling', work, QUICK)
  await expect(leading.failed).rejects.toThrow('the token was revoked')
  expect(times).toBe(2)
  contender('next')
  await untilReigns('next')
  await leading.stop()
})

test('whoever waits for a database that cannot be reached tries on, and can be stopped', async () => {
  const wire = await openWire(url)
  onTestFinished(() => wire.close())
  wire.cut()
  const waiting = contender('waiting', wire.url)
  await vi.waitFor(() => expect(logged).toContain('polling waits for the database'), patience)
  wire.mend()
  await untilReigns('waiting')
  wire.freeze()
  await waiting.stop()
  wire.mend()
})
