import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { Registry } from 'prom-client'
import { planLink } from '../../bot/links.ts'
import type { PlanTerms, Profile } from '../../db/billing.ts'
import { type AppDependencies, createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import type { MiniApp } from '../../server/mini-app.ts'
import { tokenFor } from '../../server/session.ts'
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
  changes: Partial<Omit<AppDependencies, 'miniApp'>> & {
    plans?: PlanTerms[]
    /** What is different about it; null: there is none. */
    miniApp?: Partial<MiniApp> | null
  } = {},
): Promise<Stage> {
  const { plans, miniApp = {}, ...rest } = changes
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
    card: null,
    stripeWebhook: null,
    miniApp: miniApp && { ...miniAppOver(books), ...miniApp },
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

/** A Mini App for which Telegram is always there. */
function miniAppOver({ clock }: TestBooks): MiniApp {
  return {
    publicUrl: 'https://shop.example',
    sessionSecret: 'what-only-this-shop-signs-sessions-with',
    sessionTtlSeconds: 900,
    initDataMaxAgeSeconds: 900,
    botToken: '4200:stage-token',
    now: clock.now,
    files: import.meta.dirname,
    frameAncestors: [],
    invoiceUrl: async ({ id }, language) => `https://t.me/$${id}-${language}`,
    botUsername: async () => 'starpass_bot',
    onLanguage: () => {},
    noPlan: language => `fits no order (${language})`,
    returnTexts: (from, language) => ({
      title: `back from ${from}`,
      text: `in ${language}`,
      button: 'on to <Telegram>',
    }),
    legal: { contact: null, termsUrl: null, privacyUrl: null },
    languages: ['en', 'ru', 'ar'],
  }
}

/** Signs a person in, as the exchange of initData does; what then goes with each of their requests. */
export async function signIn(
  { billing, clock, app }: Stage,
  { id = BUYER, firstName = 'Ada', ...more }: Partial<Profile> = {},
): Promise<{ authorization: string }> {
  const now = clock.now()
  const begun = await billing.sessions.begin({
    profile: { id, firstName, ...more },
    canBeWritten: true,
    proof: randomBytes(32),
    authDate: now,
    proofEndsAt: new Date(+now + 900_000),
    ttlSeconds: 900,
  })
  if (begun.kind === 'refused') throw new Error(begun.because)
  await app.ready()
  const { access_token } = tokenFor(app, { ...begun.session, personId: id }, now)
  return { authorization: `Bearer ${access_token}` }
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
