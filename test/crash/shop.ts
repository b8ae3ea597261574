import { pino } from 'pino'
import { Registry } from 'prom-client'
import { createApi } from '../../bot/api.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { createDuties } from '../../bot/notices.ts'
import { reconcileStars } from '../../bot/reconcile.ts'
import { createTexts } from '../../bot/texts.ts'
import { createTill, type Till } from '../../bot/till.ts'
import { type Billing, createBilling, type Duties, type PlanTerms } from '../../db/billing.ts'
import type { Log } from '../../db/log.ts'
import { type Database, openDatabase } from '../../db/orm.ts'
import { createCardProvider } from './card-provider.ts'
import { listApi, type StarsList, withoutOthers } from './list.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Where a process of the shop finds its books and its Telegram, and what it sells. */
export interface ShopOptions {
  url: string
  apiRoot: string
  token: string
  plans: PlanTerms[]
  adminIds: number[]
}

/** The parts of the shop that settle, renew, refund, tell and reconcile, put together as `main.ts` and the bot do it. */
export interface Shop {
  database: Database
  billing: Billing
  till: Till
  duties: Duties
  /** Holds the books against this list. */
  reconcile(list: StarsList): Promise<void>
  close(): Promise<void>
}

/** Opens a process of the shop, which takes everything to happen at the instant `now` says. */
export async function openShop(options: ShopOptions, now: () => Date): Promise<Shop> {
  const { url, apiRoot, token, plans, adminIds } = options
  // Nobody reads what it logs: what it does is all that counts here.
  const log: Log = { info() {}, warn() {}, error() {} }
  const logger = pino({ level: 'silent' })
  const metrics = metricsOn(new Registry())
  const database = await openDatabase(url)
  const billing = await createBilling({ database, plans, adminIds, log, now })
  return {
    database,
    billing,
    till: createTill({ billing, metrics, logger, now }),
    duties: createDuties({
      api: createApi({ token, apiRoot, patient: false, onRevoked() {}, onAnswer() {} }),
      texts: createTexts({ logger, strict: true }),
      metrics,
      logger,
      now,
      appUrl: null,
      card: createCardProvider(database.pool),
    }),
    async reconcile(list) {
      const parts = { api: listApi(list), billing: withoutOthers(billing, list), metrics, logger, now }
      const signal = new AbortController().signal
      await reconcileStars(parts, { progress() {}, signal, lookBackMs: DAY_MS })
    },
    async close() {
      await billing.stop()
      await database.close()
    },
  }
}
