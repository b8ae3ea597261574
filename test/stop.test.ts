import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type SandboxClient, sandboxClient } from './sandbox/client.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { createDatabase } from './support/books.ts'
import { type Command, command } from './support/command.ts'
import { freePort } from './support/free-port.ts'
import { openWire } from './support/wire.ts'

const TOKEN = '4200000002:a-token-for-tests-that-opens-nothing'
const PAYMENTS = 150

let sandbox: Sandbox
let telegram: SandboxClient
let database: string
let payer: number

beforeEach(async () => {
  const bots = [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }]
  sandbox = await startSandbox({ bots, local: true, retryUnitMs: 100 })
  telegram = sandboxClient(sandbox.url)
  payer = (await telegram.addPerson({ first_name: 'Ann' })).user.id
  database = await createDatabase()
  onTestFinished(() => sandbox.stop())
})

type Mode = 'polling' | 'webhook'

/** The whole shop in one process, once it is ready. */
async function startShop(mode: Mode, more: Record<string, string> = {}): Promise<Command> {
  const port = String(await freePort())
  const byWebhook = {
    BOT_MODE: 'webhook',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SESSION_SECRET: 's'.repeat(32),
    TELEGRAM_WEBHOOK_SECRET: 'hook',
  }
  const shop = command(['start'], {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.url,
    DATABASE_URL: database,
    PORT: port,
    METRICS_PORT: '0',
    ...(mode === 'webhook' && byWebhook),
    ...more,
  })
  await shop.says(/"msg":"ready"/)
  return shop
}

async function pay(chargeId: string): Promise<void> {
  const chat = { id: payer, type: 'private', first_name: 'Ann' } as const
  const from = { id: payer, is_bot: false, first_name: 'Ann' }
  const successful_payment = {
    currency: 'XTR',
    total_amount: 1,
    invoice_payload: 'unknown',
    telegram_payment_charge_id: chargeId,
    provider_payment_charge_id: '',
  }
  await telegram.deliver({
    message: { message_id: 1, date: 1_790_000_000, chat, from, successful_payment },
  })
}

const waiting = async () => (await telegram.bots())[0]?.pending_update_count ?? 0

async function booked(): Promise<number> {
  const client = new pg.Client(database)
  await client.connect()
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from payments')
  await client.end()
  return rows[0]?.count ?? 0
}

/** Two processes one after the other, of which one takes all the time it may have to leave. */
const PATIENCE = { timeout: 120_000 }

it('asked twice, it waits for nothing', PATIENCE, async () => {
  const books = await openWire(database)
  onTestFinished(books.close)
  const shop = await startShop('webhook', { DATABASE_URL: books.url })
  books.freeze()
  await pay('held')
  shop.leave()
  await shop.says(/"msg":"stopping"/)
  shop.leave()
  expect(await shop.code).toBe(1)
  expect(shop.printed()).not.toContain('"msg":"stopped"')
})

describe.each<Mode>(['polling', 'webhook'])('asked to leave, a shop by %s', PATIENCE, mode => {
  it('finishes and confirms what is in hand; what Telegram still has is booked by the next one', async () => {
    const shop = await startShop(mode)
    const paying = Promise.all(Array.from({ length: PAYMENTS }, (_, n) => pay(`stream-${mode}-${n}`)))
    while ((await booked()) === 0) await pause(20)
    shop.leave()
    expect(await shop.code, shop.printed()).toBe(0)
    await paying
    expect((await booked()) + (await waiting())).toBe(PAYMENTS)

    const next = await startShop(mode)
    await expect.poll(booked, { timeout: 45_000, interval: 100 }).toBe(PAYMENTS)
    await expect.poll(waiting, { timeout: 45_000 }).toBe(0)
    next.leave()
    expect(await next.code).toBe(0)
  })

  it('leaves in time also when neither the database nor Telegram answers, and loses nothing', async () => {
    const [books, api] = [await openWire(database), await openWire(sandbox.url)]
    onTestFinished(async () => void (await Promise.all([books.close(), api.close()])))
    const shop = await startShop(mode, { DATABASE_URL: books.url, TELEGRAM_API_ROOT: api.url })
    await pay(`before-${mode}`)
    await expect.poll(booked, { timeout: 15_000 }).toBe(1)
    books.freeze()
    await pay(`frozen-${mode}`)
    await telegram.send({ person: payer, text: '/status' })
    await pause(500)
    api.freeze()
    shop.leave()
    // The promise is ten seconds; a machine with much to do gets two more.
    const ended = await Promise.race([shop.code, pause(12_000, 'still there', { ref: false })])
    expect(ended).toBe(0)
    expect(shop.printed()).toContain('not finished in time; left')

    const next = await startShop(mode)
    await expect.poll(booked, { timeout: 15_000 }).toBe(2)
    await expect.poll(waiting, { timeout: 15_000 }).toBe(0)
    next.leave()
    expect(await next.code).toBe(0)
  })
})
