import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { createApi } from '../../bot/api.ts'
import { createInvoiceLinks } from '../../bot/invoice-link.ts'
import { type Metrics, metricsOn } from '../../bot/metrics.ts'
import { createDuties } from '../../bot/notices.ts'
import { createTexts } from '../../bot/texts.ts'
import { createTill, type Till } from '../../bot/till.ts'
import { unwatched } from '../../bot/watch.ts'
import { type Billing, createBilling } from '../../db/billing.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { createStripe } from '../../server/stripe/client.ts'
import { watchPrices } from '../../server/stripe/prices.ts'
import { createCardRail } from '../../server/stripe/rail.ts'
import { ADMIN, createDatabase } from '../support/books.ts'
import { PLANS } from './plans.ts'
import { type Provider, SECRET_KEY, TOKEN } from './provider.ts'

const logger = pino({ level: 'silent' })
const texts = createTexts({ logger, strict: true })

/** A process of the shop: all its parts, without the timers that set them to work. */
export interface Shop {
  billing: Billing & { stop(graceMs?: number): Promise<void> }
  database: Database
  till: Till
  api: ReturnType<typeof createApi>
  metrics: Metrics
  card: ReturnType<typeof createCardRail>
  reader: ReturnType<typeof createReader>
  linkTo: ReturnType<typeof createInvoiceLinks>
  logger: typeof logger
  now: () => Date
}

/** The shop, whose processes die in the middle of what they do, and are started again. */
export interface Shops {
  /** The process that runs at present. */
  shop(): Shop
  database(): Database
  /** All connections of the process break before, or behind, its so-manieth question to the database from now on. */
  crashAt(question: number, isBehind: boolean): void
  /** Does it, and all that follows from it; where the process dies of that, another takes its place. False: it did. */
  act(work: (shop: Shop) => Promise<void>): Promise<boolean>
  close(): Promise<void>
}

export async function openShops(provider: Provider): Promise<Shops> {
  const url = await createDatabase()
  const outside = new pg.Client(url)
  await outside.connect()
  const crash: Crash = { at: Infinity, isBehind: false, struck: false, isOn: false }
  let shop = await open(provider, url, strike(outside, crash))

  async function startAgain(): Promise<void> {
    Object.assign(crash, { at: Infinity, struck: false })
    await shop.billing.stop()
    await shop.database.close()
    // What it had in hand is taken up by others when its heart has been silent for so long.
    await outside.query(`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`)
    shop = await open(provider, url, strike(outside, crash))
  }

  return {
    shop: () => shop,
    database: () => shop.database,
    crashAt: (at, isBehind) => void Object.assign(crash, { at, isBehind }),
    async act(work) {
      crash.isOn = true
      try {
        await work(shop)
        await nothingLeft(shop, outside, () => crash.struck)
      } catch (error) {
        if (!crash.struck) throw error
      }
      crash.isOn = false
      if (!crash.struck) return true
      await startAgain()
      await nothingLeft(shop, outside, () => false)
      return false
    },
    async close() {
      await shop.billing.stop()
      await shop.database.close()
      await outside.end()
    },
  }
}

/** A death that is to come. */
interface Crash {
  /** At this one of the questions from now on. */
  at: number
  /** The database does what it was asked, and nobody hears of it. */
  isBehind: boolean
  struck: boolean
  /** Our own looks at the books are no questions of the shop's. */
  isOn: boolean
}

type Ask = (...args: unknown[]) => unknown

/** What every new connection is put through: one of its questions may be the one that all of them break at. */
function strike(outside: pg.Client, crash: Crash) {
  const kill = async (pids: Set<number>) => {
    crash.struck = true
    await outside.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [[...pids]])
  }
  return (pids: Set<number>, ask: Ask): Ask =>
    async (...args) => {
      const [question] = args as [string | { text?: string }]
      const text = typeof question === 'string' ? question : question.text
      // The looks of idle workers come when they like; they would make it another question each time.
      if (!crash.isOn || String(text).includes('pgboss') || --crash.at !== 0) return await ask(...args)
      // Whoever has the answer called back has heard it.
      const isBehind = crash.isBehind && typeof args.at(-1) !== 'function'
      if (isBehind) await ask(...args)
      await kill(pids)
      if (isBehind) throw new Error('Connection terminated unexpectedly')
      return await ask(...args)
    }
}

function breakable(database: Database, hook: ReturnType<typeof strike>): void {
  const pids = new Set<number>()
  database.pool.on('connect', client => {
    pids.add((client as unknown as { processID: number }).processID)
    Object.assign(client, { query: hook(pids, client.query.bind(client) as Ask) })
  })
}

async function open(provider: Provider, url: string, hook: ReturnType<typeof strike>): Promise<Shop> {
  const { url: apiRoot, now } = provider
  const database = await openDatabase(url)
  breakable(database, hook)
  const log = { info() {}, warn() {}, error() {} }
  const billing = await createBilling({ database, plans: PLANS, adminIds: [ADMIN], log, now })
  const { stripe, health } = createStripe({ secretKey: SECRET_KEY, apiRoot })
  const registry = new Registry()
  const common = { billing, logger, now, registry, stripe, livemode: false }
  const metrics = metricsOn(registry)
  const prices = watchPrices({ ...common, plans: PLANS })
  const { problems } = await prices.check()
  if (problems.length > 0) throw new Error(problems.join(' '))
  const rail = createCardRail({ ...common, health, prices, publicUrl: 'https://shop.example' })
  const reader = createReader(common)
  const api = createApi({ ...unwatched, token: TOKEN, apiRoot, patient: false })
  const card = { ...rail, reconcile: reader.reconcile }
  const duties = createDuties({ api, texts, metrics, logger, now, appUrl: null, card })
  await billing.work({ ...duties, tell: async () => ({ kind: 'sent', messageId: 1 }) })
  await billing.cards.work(reader.bring)
  const till = createTill({ billing, metrics, logger, now })
  const linkTo = createInvoiceLinks({ token: TOKEN, apiRoot })
  return { billing, database, till, api, metrics, card: rail, reader, linkTo, logger, now }
}

const PATIENCE_MS = 30_000

/** Waits until the shop owes nobody anything; what failed is tried again at once. */
async function nothingLeft({ billing }: Shop, outside: pg.Client, isOver: () => boolean): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!isOver() && (await billing.pending()).some(({ count }) => count > 0)) {
    if (performance.now() > until) throw new Error(`still owed: ${JSON.stringify(await owed(outside))}`)
    await outside.query(
      `update pgboss.job set start_after = now() where state < 'active' and start_after > now()`,
    )
    await sleep(5)
  }
}

async function owed(outside: pg.Client): Promise<unknown[]> {
  const { rows } = await outside.query(
    `select name, state, retry_count, data, output from pgboss.job where state < 'completed'`,
  )
  return rows
}
