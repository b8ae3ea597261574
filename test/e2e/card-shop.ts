import { readConfig } from '../../config.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import { readPlans } from '../../db/read-plans.ts'
import { createLogger } from '../../server/log.ts'
import { startStarpass } from '../../starpass.ts'
import { chatPage } from '../demo/chat-page.ts'
import { BOT } from '../demo/people.ts'
import { STRIPE, stock, tellShop } from '../demo/stripe.ts'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { createDatabase } from '../support/books.ts'
import { freePort } from '../support/free-port.ts'

export interface CardShop {
  /** The page with the chats, of the sandbox that plays Telegram and Stripe. */
  url: string
  /** Where the shop itself is. */
  shop: string
  /** What its books stand on. */
  books: Database
  /** What it logged at error. */
  errors: string[]
  /** What its metrics say of this one, all labels together. */
  counted(metric: string): Promise<number>
  /** Whether all that the providers told has been worked, and everybody told. */
  isIdle(): Promise<boolean>
  /** What the ledger says of each currency, in minor units: what Stripe holds for us, and what it took as fees. */
  held(): Promise<{ currency: string; net: number; fee: number }[]>
  stop(): Promise<void>
}

const HELD = `
select lower(currency) as currency,
  sum(case 'cash' when debit then amount when credit then -amount else 0 end)::int as net,
  sum(case 'fees' when debit then amount when credit then -amount else 0 end)::int as fee
from entries where rail = 'card' group by currency order by currency`

/** What `npm run demo` starts, in this process and on a database of its own. The shop goes by the sandbox's clock. */
export async function startCardShop(): Promise<CardShop> {
  const { secretKey, webhookSecret, rates } = STRIPE
  const page = await chatPage(() => {})
  const sandbox = await startSandbox({ bots: [BOT], stripe: { secretKey, rates }, page })
  await stock(sandbox)
  const database = await createDatabase()
  const port = await freePort()
  const read = readConfig({
    BOT_TOKEN: BOT.token,
    TELEGRAM_API_ROOT: sandbox.url,
    DATABASE_URL: database,
    PLANS_FILE: 'test/demo/plans.json',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SESSION_SECRET: 's'.repeat(32),
    STRIPE_API_ROOT: sandbox.url,
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    PORT: String(port),
    METRICS_PORT: '0',
  })
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  const plans = await readPlans(read.config)
  if (plans.kind === 'bad') throw new Error(plans.problems.join('\n'))
  const errors: string[] = []
  const starpass = await startStarpass({
    config: read.config,
    plans: plans.plans,
    parts: { bot: true, server: true },
    logger: createLogger('error', { write: line => void errors.push(line) }),
    onProgress: () => {},
    frameAncestors: [sandbox.url],
    now: sandbox.now,
  })
  const shop = `http://127.0.0.1:${port}`
  await tellShop(sandbox, shop)
  const books = await openDatabase(database)
  const counted = async (metric: string) => {
    const told = await (await fetch(`${starpass.metricsUrl}/metrics`)).text()
    const lines = told.matchAll(new RegExp(`^${metric}(?:{.*})? (\\d+)$`, 'gm'))
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0)
  }
  return {
    url: sandbox.url,
    shop,
    books,
    errors,
    counted,
    async isIdle() {
      const { waiting } = await sandboxClient(sandbox.url).stripe.deliveries()
      return waiting.length === 0 && (await counted('outbox_pending')) === 0
    },
    held: async () => (await books.pool.query(HELD)).rows,
    async stop() {
      await books.close()
      await starpass.stop()
      await sandbox.stop()
    },
  }
}
