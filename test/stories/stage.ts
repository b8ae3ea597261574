import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { BotDependencies } from '../../bot/dependencies.ts'
import type { RunningBot } from '../../bot/main.ts'
import type { Billing, PlanTerms } from '../../db/billing.ts'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { ADMIN, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { SECRET_KEY, startCards } from './cards.ts'
import { type Player, player } from './player.ts'
import { type Mode, type ShopProcess, startProcess } from './process.ts'

const TOKEN = '4200:stage-token'

/** A second of Telegram's patience with a webhook takes so long here. */
const RETRY_UNIT_MS = 100

/** The bot, the sandbox and the books together: everything real but Telegram. */
export interface Stage {
  books: TestBooks
  telegram: SandboxClient
  sandbox: Sandbox
  dependencies: BotDependencies
  /** The bot that was started last. */
  running(): RunningBot | undefined
  /** Where it takes updates; null by polling. */
  webhook(): string | null
  /** Starts the bot again, or another process of it; each counts for itself. */
  start(changed?: Partial<BotDependencies>): Promise<void>
  /** Stops all that run. */
  stop(): Promise<void>
  /** What the bot logged, one JSON object a line. */
  log: string[]
  admin: Player
  /** A new person who has opened the chat and read the greeting. */
  meet(name: string, more?: Newcomer): Promise<Player>
  /** A series as a scrape of each process shows it, summed: `telegram_payments_total{result="success"}`. */
  metric(series: string): Promise<number>
  /** What an act moved in the books, as `{ 'cash XTR': 250, 'sales XTR': -250 }` (debits less credits). */
  moved(act: () => Promise<unknown>): Promise<Record<string, number>>
  /** Lets time pass, with all that falls due at Stripe meanwhile. */
  later(ms: number): Promise<void>
  /** The payload of the latest invoice sent to this person: the id of their order. */
  orderOf(person: Player): Promise<string>
  close(): Promise<void>
}

interface Newcomer {
  /** What Telegram says their client speaks; English by default. */
  language?: string
  username?: string
  /** Their purse; plenty by default. */
  stars?: number
}

interface StageOptions {
  /** How updates reach the bot; polling unless given. */
  mode?: Mode
  plans?: PlanTerms[]
  settings?: Partial<BotDependencies['settings']>
  /** Where the Mini App would be; none unless given. */
  appUrl?: string
  /** Sells by card, too: codes of the plans that renew by the month there. Nothing is sold by card unless given. */
  monthlyByCard?: string[]
  /** How long Telegram waits for a pre-checkout answer; 10 s as in life. */
  precheckoutTimeoutMs?: number
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const books = await openBooks(options.plans ? { plans: options.plans } : {})
  const sandbox = await startSandbox({
    bots: [{ token: TOKEN, username: 'stage_bot', first_name: 'Stage <Bot>' }],
    now: books.clock.now,
    precheckoutTimeoutMs: options.precheckoutTimeoutMs ?? 10_000,
    local: true,
    retryUnitMs: RETRY_UNIT_MS,
    stripe: { secretKey: SECRET_KEY, asyncCapture: false },
  })
  const telegram = sandboxClient(sandbox.url)
  const log: string[] = []
  const dependencies: BotDependencies = {
    token: TOKEN,
    apiRoot: sandbox.url,
    billing: books.billing,
    adminIds: [ADMIN],
    settings: { contact: null, termsUrl: null, privacyUrl: null, ...options.settings },
    appUrl: options.appUrl ?? null,
    card: null,
    logger: pino({ level: 'debug' }, { write: line => log.push(line) }),
    registry: new Registry(),
    now: books.clock.now,
    strictTexts: true,
  }
  await telegram.addPerson({ id: ADMIN, first_name: 'Ada', language_code: 'en' })
  await telegram.send({ person: ADMIN, text: '/start' })
  const running: ShopProcess[] = []
  const registries: Registry[] = []
  const cards = options.monthlyByCard && (await sellByCard(options.monthlyByCard))
  dependencies.card = cards?.card ?? null

  async function sellByCard(monthly: string[]) {
    const { logger } = dependencies
    const registry = new Registry()
    registries.push(registry)
    const { plans = SHOP } = options
    const { stripe } = telegram
    return startCards({ books, apiRoot: sandbox.url, stripe, plans, monthly, logger, registry })
  }

  async function start(changed: Partial<BotDependencies> = {}): Promise<void> {
    const registry = new Registry()
    registries.push(registry)
    const mode = options.mode ?? 'polling'
    running.push(await startProcess({ ...dependencies, ...changed, registry }, { mode }))
  }

  async function stop(): Promise<void> {
    for (const one of running.splice(0)) await one.stop()
  }

  await start()

  return {
    books,
    telegram,
    sandbox,
    dependencies,
    log,
    admin: player(telegram, ADMIN),
    running: () => running.at(-1)?.bot,
    webhook: () => running.at(-1)?.webhook ?? null,
    start,
    stop,
    meet: (name, more) => meet(telegram, name, more),
    metric: series => readMetric(registries, series),
    moved: act => moved(books.billing, act),
    orderOf: person => orderOf(telegram, person),
    async later(ms) {
      books.clock.advance(ms)
      await telegram.turnClock(0)
    },
    async close() {
      await stop()
      await cards?.stop()
      await books.close()
      await sandbox.stop()
    },
  }
}

async function meet(telegram: SandboxClient, name: string, more: Newcomer = {}): Promise<Player> {
  const { language = 'en', ...rest } = more
  const { user } = await telegram.addPerson({
    first_name: name,
    language_code: language,
    stars: 50_000,
    ...rest,
  })
  const someone = player(telegram, user.id)
  await someone.say('/start')
  return someone
}

async function readMetric(registries: Registry[], series: string): Promise<number> {
  const scrapes = await Promise.all(registries.map(registry => registry.metrics()))
  const lines = scrapes.flatMap(scrape => scrape.split('\n').filter(text => text.startsWith(`${series} `)))
  return lines.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0)
}

async function moved(billing: Billing, act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await balances(billing)
  await act()
  const after = await balances(billing)
  const changes = Object.keys(after).map(
    account => [account, (after[account] ?? 0) - (before[account] ?? 0)] as const,
  )
  return Object.fromEntries(changes.filter(([, change]) => change !== 0))
}

async function balances(billing: Billing): Promise<Record<string, number>> {
  const all = await billing.balances()
  return Object.fromEntries(all.map(({ account, currency, balance }) => [`${account} ${currency}`, balance]))
}

async function orderOf(telegram: SandboxClient, { id }: Player): Promise<string> {
  const calls = await telegram.requests('sendInvoice')
  const sent = calls.map(call => call.payload as { chat_id: number; payload: string })
  return sent.findLast(({ chat_id }) => chat_id === id)?.payload ?? ''
}
