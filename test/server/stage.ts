import { createHash } from 'node:crypto'
import pg from 'pg'
import { Registry } from 'prom-client'
import { planLink } from '../../bot/links.ts'
import type { PlanTerms } from '../../db/billing.ts'
import { type AppDependencies, createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import { openBooks, type TestBooks } from '../support/books.ts'

export const KEY = 'key-of-the-media-server-0123456789'
const SHA256 = createHash('sha256').update(KEY).digest('hex')
export const AS_SERVICE = { authorization: `Bearer ${KEY}` }
export const BUYER = 5_000_000_001

export interface Stage extends TestBooks {
  dependencies: AppDependencies
  app: ReturnType<typeof createApp>
  /** Each line of the log so far. */
  lines(): { level: string; msg: string; request_id?: string }[]
  raw(): string
}

/** The HTTP side over real books, with its log kept. */
export async function openStage(
  changes: Partial<AppDependencies> & { plans?: PlanTerms[] } = {},
): Promise<Stage> {
  const { plans, ...rest } = changes
  const books = await openBooks(plans ? { plans } : {})
  const written: string[] = []
  const dependencies: AppDependencies = {
    billing: books.billing,
    logger: createLogger('trace', { write: line => void written.push(line) }),
    registry: new Registry(),
    apiKeys: [{ name: 'media-server', sha256: SHA256 }],
    upgradeUrl: async code => planLink('starpass_bot', code),
    probes: {},
    telegramWebhook: null,
    ...rest,
  }
  const app = createApp(dependencies)
  return {
    ...books,
    dependencies,
    app,
    lines: () => written.map(line => JSON.parse(line)),
    raw: () => written.join(''),
    async close() {
      await app.close()
      await books.close()
    },
  }
}

/** Takes the database away under the open books, as an outage does. */
export async function loseDatabase({ url }: TestBooks): Promise<void> {
  const server = new URL(url)
  const name = server.pathname.slice(1)
  server.pathname = '/postgres'
  const client = new pg.Client(server.href)
  await client.connect()
  try {
    await client.query(`drop database ${name} with (force)`)
  } finally {
    await client.end()
  }
}

/** Makes whatever reads `table` wait until the answer is called, as a database does that is overwhelmed. */
export async function blockTable({ url }: TestBooks, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url)
  await client.connect()
  // The job queue looks after its tables meanwhile: of two who wait for each other, Postgres picks one to try again.
  for (let tries = 1; ; tries++) {
    try {
      await client.query(`begin; lock table ${table} in access exclusive mode`)
      return () => client.end()
    } catch (error) {
      if ((error as pg.DatabaseError).code !== '40P01' || tries === 10) throw error
      await client.query('rollback')
    }
  }
}

/** Someone pays for a plan, all the way into the books. */
export async function buy(
  { billing, clock }: TestBooks,
  planCode: string,
  personId = BUYER,
): Promise<string> {
  await billing.meet({ id: personId, firstName: 'Ada' })
  const opened = await billing.openOrder({ personId, planCode, rail: 'stars' })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { id, price } = opened.order
  const chargeId = `charge-${id}`
  const paidAt = clock.now()
  const charge = {
    rail: 'stars' as const,
    chargeId,
    payerId: personId,
    price,
    reference: id,
    paidAt,
    payload: {},
  }
  const settled = await billing.settle(charge)
  if (settled.kind !== 'granted') throw new Error(settled.kind)
  return chargeId
}
