import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Billing, createBilling } from '../../db/billing.ts'
import type { Log } from '../../db/log.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import type { PlanTerms } from '../../db/plan.ts'
import { plan } from './plan.ts'

export { plan } from './plan.ts'

/** A clock that tests move; it also runs, so that two instants are never the same. */
interface TestClock {
  now(): Date
  /** Moves by milliseconds; `days(30)` reads better. */
  advance(ms: number): void
  /** From now on it moves only when told to, for what depends on the very millisecond. */
  stand(): void
}

export interface TestBooks {
  billing: Billing
  database: Database
  /** For a second process, or a look from outside. */
  url: string
  clock: TestClock
  /** What was logged at warn and error. */
  logged: { level: 'warn' | 'error'; fields: object; message: string }[]
  /** Opens the same books again, as another process would. */
  reopen(plans?: PlanTerms[], webhookUrls?: string[]): Promise<Billing>
  close(): Promise<void>
}

/** The migrated, empty database that `postgres.ts` makes once a run. */
const TEMPLATE = 'template_books'

export const ADMIN = 900

export const days = (count: number) => count * 24 * 60 * 60 * 1000

export const SHOP = [
  plan({ code: 'month' }),
  plan({ code: 'year', term: 'P1Y', stars: { amount: 2400, recurring: false } }),
  plan({ code: 'lifetime', term: 'lifetime', stars: { amount: 9000, recurring: false } }),
]

/** Books of their own for one test file: a fresh clone of the migrated template database, real in every way. */
export async function openBooks(
  options: { plans?: PlanTerms[]; adminIds?: number[]; webhookUrls?: string[]; at?: Date } = {},
): Promise<TestBooks> {
  const url = await createDatabase()
  const clock = startClock(options.at ?? new Date('2026-11-21T12:00:00Z'))
  const logged: TestBooks['logged'] = []
  const log: Log = {
    info: () => {},
    warn: (fields, message) => logged.push({ level: 'warn', fields, message }),
    error: (fields, message) => logged.push({ level: 'error', fields, message }),
  }
  const open: { stop(): Promise<void>; database: Database }[] = []

  async function reopen(plans = options.plans ?? SHOP, webhookUrls = options.webhookUrls ?? []) {
    const database = await openDatabase(url)
    const billing = await createBilling({
      database,
      plans,
      adminIds: options.adminIds ?? [ADMIN],
      webhookUrls,
      log,
      now: clock.now,
    })
    open.push({ stop: billing.stop, database })
    return { billing, database }
  }

  const first = await reopen()
  return {
    ...first,
    url,
    clock,
    logged,
    reopen: async (plans, webhookUrls) => (await reopen(plans, webhookUrls)).billing,
    async close() {
      for (const { stop, database } of open) {
        await stop()
        await database.close()
      }
      await dropDatabase(url)
    },
  }
}

function startClock(start: Date): TestClock {
  const began = Date.now()
  let moved = 0
  let stoodAt: number | null = null
  const ran = () => stoodAt ?? Date.now() - began
  return {
    now: () => new Date(+start + ran() + moved),
    advance: ms => {
      moved += ms
    },
    stand: () => {
      stoodAt = ran()
    },
  }
}

/** A database of its own: a clone of the migrated template, or with `template0` one with nothing in it. */
export async function createDatabase(template = TEMPLATE): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  // By way of the log it costs twice as much, here and when it is dropped.
  await onServer(`create database ${name} template ${template} strategy file_copy`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** Gives back what it takes, whoever is still connected. */
async function dropDatabase(url: string): Promise<void> {
  await onServer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
