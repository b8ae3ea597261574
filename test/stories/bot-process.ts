import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { startBot } from '../../bot/main.ts'
import { createBilling, type PlanTerms } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'

interface Shop {
  databaseUrl: string
  plans: PlanTerms[]
  adminIds: number[]
  apiRoot: string
  token: string
  /** What time it is there, as `Date.now()` says it. */
  at: number
}

/** The bot in a process of its own, by polling. Resolves when it has started, which it has also while it waits. */
export async function botProcess(shop: Shop): Promise<{ kill(): Promise<void> }> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(shop)], { execArgv: [] })
  const gone = once(child, 'exit')
  const died = gone.then(() => {
    throw new Error('the bot did not start')
  })
  died.catch(() => {})
  await Promise.race([once(child, 'message'), died])
  return {
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function run({ databaseUrl, plans, at, ...shop }: Shop): Promise<void> {
  const began = Date.now()
  const now = () => new Date(at + Date.now() - began)
  const logger = pino({ level: 'silent' })
  const database = await openDatabase(databaseUrl)
  const billing = await createBilling({ database, plans, adminIds: shop.adminIds, log: logger, now })
  const settings = { contact: null, termsUrl: null, privacyUrl: null }
  await startBot({
    ...shop,
    billing,
    settings,
    appUrl: null,
    card: null,
    logger,
    registry: new Registry(),
    now,
  })
  process.send?.('started')
}

const [, script, shop] = process.argv
if (script === fileURLToPath(import.meta.url) && shop) {
  process.on('disconnect', () => process.exit(0))
  await run(JSON.parse(shop))
}
