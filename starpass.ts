import { mkdir, readFile } from 'node:fs/promises'
import { Api } from 'grammy'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { type RunningBot, startBot } from './bot/main.ts'
import type { Config, ShopSettings } from './config.ts'
import { createBilling } from './db/billing.ts'
import { openEmbeddedPostgres } from './db/embedded.ts'
import { migrateDatabase } from './db/migrate.ts'
import { type Database, openDatabase } from './db/orm.ts'
import type { PlanTerms } from './db/plan.ts'
import { readPlanFile } from './db/plan-file.ts'
import { startMetrics, startServer } from './server/main.ts'

/** Where Postgres lives when `DATABASE_URL` names none. */
const DATA_DIR = '.data/postgres'

export interface Start {
  config: Config
  plans: PlanTerms[]
  /** What this process does; the books are the same for all. */
  parts: { bot: boolean; server: boolean }
  logger: Logger
  /** Told, in a sentence, what takes time while starting. */
  onProgress: (line: string) => void
  dataDir?: string
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

/** Brings the schema up, opens the books, and starts what this process does on them. Rejects with all of it undone. */
export async function startStarpass(start: Start): Promise<Running> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (let last = undo.pop(); last; last = undo.pop()) await last()
  }
  try {
    return { ...(await startAll(start, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(start: Start, undo: (() => Promise<void>)[]): Promise<Omit<Running, 'stop'>> {
  const { config, plans, parts, logger } = start
  admitWhatIsMissing(config, logger)
  const { adminIds } = config
  const now = () => new Date()
  const database = await connect(start, undo)
  await migrateDatabase(database, logger)
  const billing = await createBilling({ database, plans, adminIds, log: logger, now })
  undo.push(billing.stop)

  const registry = new Registry()
  let bot: RunningBot | null = null
  const common = { billing, registry, logger, now }
  const askTelegram = askForUsername(config)
  const botUsername = async () => bot?.username ?? (await askTelegram())
  // A bot that has not started waits for Telegram's first answer.
  const probes = { telegram: () => bot?.health() ?? (parts.bot ? 'trouble' : 'unknown') } as const
  const { listen, metrics, apiKeys } = config
  const http = parts.server
    ? await startServer({ ...common, listen, metrics, apiKeys, botUsername, probes })
    : { url: null, ...asMetricsOnly(await startMetrics({ ...common, listen: metrics })) }
  undo.push(() => http.stop())

  if (parts.bot) {
    const { botToken: token, telegramApiRoot: apiRoot, legal: settings } = config
    bot = await startBot({ ...common, token, apiRoot, adminIds, settings })
    undo.push(bot.stop)
  }
  return { url: http.url, metricsUrl: http.metricsUrl, failed: bot?.failed ?? new Promise(() => {}) }
}

/** Settings of what is still to come: refused where ignoring them would surprise, else said to have no effect yet. */
function admitWhatIsMissing(config: Config, logger: Logger): void {
  if (config.mode.kind === 'webhook')
    throw new Error('BOT_MODE: webhook mode is not in this version yet. Leave it unset to use polling.')
  const set = {
    PUBLIC_URL: config.http,
    STRIPE_SECRET_KEY: config.stripe,
    OUTGOING_WEBHOOK_URLS: config.outgoingWebhooks,
  }
  const settings = Object.entries(set).flatMap(([name, value]) => (value === null ? [] : [name]))
  if (settings.length > 0) logger.warn({ settings }, 'set, and without effect in this version')
}

function asMetricsOnly({ url, stop }: Awaited<ReturnType<typeof startMetrics>>) {
  return { metricsUrl: url, stop }
}

/** The database, as it is: the one named by `DATABASE_URL`, or one of our own. `undo` learns how to let go of it. */
export async function connect(
  { config, dataDir = DATA_DIR, onProgress }: Pick<Start, 'config' | 'dataDir' | 'onProgress'>,
  undo: (() => Promise<void>)[],
): Promise<Database> {
  let url = config.databaseUrl
  if (url === null) {
    await mkdir(dataDir, { recursive: true })
    const postgres = await openEmbeddedPostgres({ dataDir, onProgress })
    undo.push(postgres.stop)
    url = postgres.url
  }
  const database = await openDatabase(url)
  undo.push(database.close)
  return database
}

/** A process without the bot asks Telegram for its name, once; while Telegram is silent, links are left out. */
function askForUsername({ botToken, telegramApiRoot }: Config): () => Promise<string | null> {
  const api = new Api(botToken, { apiRoot: telegramApiRoot })
  let known: string | null = null
  return async () => {
    known ??= await api.getMe().then(
      me => me.username,
      () => null,
    )
    return known
  }
}

/** The shop as the operator wrote it down; each problem with its file and line. */
export async function readPlans({
  plansFile,
  allowCardForDigital,
}: ShopSettings): Promise<
  { kind: 'ok'; plans: PlanTerms[]; warnings: string[] } | { kind: 'bad'; problems: string[] }
> {
  let text: string
  try {
    text = await readFile(plansFile, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      kind: 'bad',
      problems: [`PLANS_FILE: ${plansFile} cannot be read (${code}). Write what you sell there.`],
    }
  }
  const read = readPlanFile(text, { allowCardForDigital })
  if (read.kind === 'ok') return read
  const problems = read.problems.map(({ line, column, path, message }) => {
    return `${plansFile}:${line}:${column} ${path} ${message}`
  })
  return { kind: 'bad', problems }
}
