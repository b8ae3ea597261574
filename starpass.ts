import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { tellServices } from './announcing.ts'
import { watchClock } from './bot/clock.ts'
import { openInbox } from './bot/inbox.ts'
import { planLink } from './bot/links.ts'
import { type BotTasks, type RunningBot, startBot, type Updates } from './bot/main.ts'
import { askForUsername } from './bot/username.ts'
import { cardParts, openDoor, sellable } from './card-rail.ts'
import type { Config } from './config.ts'
import { again } from './db/again.ts'
import { createBilling } from './db/billing.ts'
import { openEmbeddedPostgres } from './db/embedded.ts'
import { migrateDatabase } from './db/migrate.ts'
import { type Database, openDatabase } from './db/orm.ts'
import type { PlanTerms } from './db/plan.ts'
import { keepLapsing } from './lapsing.ts'
import { appUrlOf, miniAppOf } from './mini-app.ts'
import { startMetrics, startServer } from './server/main.ts'
import { type Started, type Steps, stopAll } from './stopping.ts'

/** Where Postgres lives when `DATABASE_URL` names none. */
const DATA_DIR = '.data/postgres'

export interface Start {
  config: Config
  plans: PlanTerms[]
  /** How many devices somebody without a plan may have. */
  freeMaxDevices?: number
  /** What this process does; the books are the same for all. */
  parts: { bot: boolean; server: boolean }
  logger: Logger
  /** Told, in a sentence, what takes time while starting. */
  onProgress: (line: string) => void
  dataDir?: string
  /** Who may show the Mini App in a frame besides Telegram's own web clients, as origins. */
  frameAncestors?: string[]
  /** The time by which it works; else the machine's. */
  now?: () => Date
}

export interface Running {
  /** The HTTP side, where this process has one. */
  url: string | null
  metricsUrl: string
  /** Rejects when the process cannot go on; never resolves. */
  failed: Promise<never>
  /** Finishes what is in hand, within ten seconds, then lets go of everything. */
  stop(): Promise<void>
}

/** Ten seconds from the signal to the end of the process, less what leaving itself takes. */
export const GRACE_MS = 9_000

/**
 * Brings the schema up, opens the books, and starts what this process does on them. Rejects with all of it undone; with
 * `Unfit` (card-rail.ts) where an operator must mend something first.
 */
export async function startStarpass(start: Start): Promise<Running> {
  const started: Steps = []
  const stop = () => stopAll(started, GRACE_MS, start.logger)
  try {
    return { ...(await startAll(start, started)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(start: Start, started: Steps): Promise<Omit<Running, 'stop'>> {
  const { config, parts, logger, now = () => new Date() } = start
  const { adminIds, listen, metrics, apiKeys } = config
  const door = await openDoor({ ...start, now })
  const plans = sellable(start)
  const database = await connect(start, started)
  await again(() => migrateDatabase(database, logger), waiting(start))
  const billing = await createBilling({
    ...{ database, plans, adminIds, log: logger, now },
    ...(start.freeMaxDevices !== undefined && { freeMaxDevices: start.freeMaxDevices }),
    webhookUrls: config.outgoingWebhooks?.urls ?? [],
  })
  // They use the books and not each other, so they are stopped together.
  const working: Started[] = [{ what: 'jobs', stop: billing.stop }]
  started.push(working)
  const lapsing = billing.lead('lapsing', lost => keepLapsing({ billing, logger, now }, lost))
  working.push({ what: 'lapsing', stop: lapsing.stop })

  const tasks = tasksOf(start)
  const inbox = openInbox()
  let bot: RunningBot | null = null
  const { botToken: token, telegramApiRoot: apiRoot, legal } = config
  const askTelegram = askForUsername({ token, apiRoot })
  const botUsername = async () => bot?.username ?? (await askTelegram())
  const common = { billing, registry: new Registry(), logger, now }
  working.push(...(await tellServices(config, common)))
  const cards = door && cardParts(door, common)
  const http = parts.server
    ? await startServer({
        ...common,
        listen,
        metrics,
        apiKeys,
        signing: config.signing,
        telegramWebhook: config.mode.kind === 'webhook' ? { ...config.mode, receive: inbox.receive } : null,
        card: cards?.card ?? null,
        stripeWebhook: cards?.stripeWebhook ?? null,
        miniApp: await miniAppOf({ ...start, now, botUsername, billing }),
        upgradeUrl: async code => {
          const username = await botUsername()
          return username && planLink(username, code)
        },
        // A bot that has not started waits for Telegram's first answer.
        probes: {
          telegram: () => bot?.health() ?? (tasks ? 'trouble' : 'unknown'),
          ...(cards && { stripe: cards.card.health }),
        },
      })
    : { url: null, ...asMetricsOnly(await startMetrics({ ...common, listen: metrics })) }
  working.push({ what: 'HTTP', stop: http.stop })
  if (parts.server && config.http)
    working.push({ what: 'clock', stop: watchClock({ token, apiRoot, now, logger }) })
  if (parts.server && cards) {
    await billing.cards.work(cards.reader.bring)
    void cards.card.ready()
    working.push({ what: 'catching up', stop: billing.lead('catching up', cards.reader.keepUp).stop })
  }

  if (tasks) {
    const about = { token, apiRoot, appUrl: appUrlOf(config), adminIds, settings: legal }
    bot = await startBot(
      { ...common, ...about, card: cards?.card ?? null },
      { ...tasks, onReady: inbox.open },
    )
    working.push({ what: 'bot', stop: bot.stop })
  }
  return { url: http.url, metricsUrl: http.metricsUrl, failed: bot?.failed ?? new Promise(() => {}) }
}

/** What this process does for the bot; null: nothing. By webhook, it is the HTTP side that updates come to. */
function tasksOf({ config, parts }: Start): BotTasks | null {
  const updates = updatesOf(config)
  if (updates.kind === 'webhook') return { updates, registers: parts.bot, receives: parts.server }
  return parts.bot ? { updates, registers: true, receives: true } : null
}

/** How Telegram's updates are to reach us. */
export function updatesOf({ mode, http }: Config): Updates {
  if (mode.kind === 'polling') return mode
  return { ...mode, address: `${http?.publicUrl}/telegram/webhook` }
}

function asMetricsOnly({ url, stop }: Awaited<ReturnType<typeof startMetrics>>) {
  return { metricsUrl: url, stop }
}

/** How long a start waits for a database that still starts itself, or comes back from a crash. */
const PATIENCE_MS = 30_000

/**
 * The database, as it is: the one named by `DATABASE_URL`, or one of our own. `started` learns how to let go of it.
 * Rejects when it is not there after `patienceMs`.
 */
export async function connect(
  { config, dataDir = DATA_DIR, onProgress }: Pick<Start, 'config' | 'dataDir' | 'onProgress'>,
  started: Steps,
  patienceMs = PATIENCE_MS,
): Promise<Database> {
  let url = config.databaseUrl
  if (url === null) {
    await mkdir(dataDir, { recursive: true })
    const postgres = await openEmbeddedPostgres({ dataDir, onProgress })
    started.push([{ what: 'Postgres', stop: postgres.stop }])
    url = postgres.url
  }
  const at = url
  const database = await again(() => openDatabase(at), waiting({ onProgress }, patienceMs))
  started.push([{ what: 'database', stop: database.close }])
  return database
}

function waiting({ onProgress }: Pick<Start, 'onProgress'>, patienceMs = PATIENCE_MS) {
  return { patienceMs, onWaiting: () => onProgress('The database is not there yet; waiting for it…') }
}
