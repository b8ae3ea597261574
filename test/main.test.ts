import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scripted } from './bot/scripted.ts'
import { sandboxClient } from './sandbox/client.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { player } from './stories/player.ts'
import { buyInApp } from './support/app-buyer.ts'
import { createDatabase } from './support/books.ts'
import { command } from './support/command.ts'
import { freePort } from './support/free-port.ts'

/** The operator's commands, as processes of their own. */
const ROOT = join(import.meta.dirname, '..')
/** For two processes and more on a machine that has much to do. */
const PATIENCE = { timeout: 60_000 }
const TOKEN = '4200000001:a-token-for-tests-that-opens-nothing'

describe('main.ts', () => {
  let sandbox: Sandbox
  let folder: string
  let database: string

  beforeAll(async () => {
    sandbox = await startSandbox({
      bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }],
      local: true,
      stripe: { secretKey: 'sk_test_main' },
    })
    folder = await mkdtemp(join(ROOT, '.data/test/main-'))
    database = await createDatabase()
  })

  afterAll(async () => {
    await sandbox.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function settings(more: Record<string, string> = {}) {
    return {
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: sandbox.url,
      DATABASE_URL: database,
      PORT: '0',
      METRICS_PORT: '0',
      ...more,
    }
  }

  it('lists every problem of settings and plans at once, starts nothing, and exits with 1', async () => {
    const plans = join(folder, 'plans.json')
    await writeFile(plans, '{\n  "plans": [\n    { "code": "Month" }\n  ]\n}\n')
    const { code, printed } = await run([], {
      PLANS_FILE: plans,
      PORT: 'eighty',
      ADMIN_IDS: 'me',
      PUBLIC_URL: 'https://shop.example',
    })
    expect(code).toBe(1)
    for (const setting of ['BOT_TOKEN', 'PORT', 'ADMIN_IDS', 'SESSION_SECRET'])
      expect(printed).toContain(`  ${setting} `)
    expect(printed).toContain(`${plans}:3:`)
  })

  // cases 81, 87
  it('warns of digital goods by card at each start, and does not start where a price differs from its plan', async () => {
    const plans = join(folder, 'digital.json')
    const card = { price: 'price_month', amount: 900, currency: 'EUR' }
    const plan = {
      code: 'month',
      title: 'Month',
      description: 'All of it',
      features: [],
      entitlements: ['pro'],
    }
    const digital = { ...plan, max_devices: 1, period: 'P1M', goods: 'digital', card }
    await writeFile(plans, JSON.stringify({ plans: [digital] }))
    const { code, printed } = await run(
      [],
      settings({
        PLANS_FILE: plans,
        ALLOW_CARD_FOR_DIGITAL: '1',
        PUBLIC_URL: 'http://127.0.0.1:1',
        SESSION_SECRET: 's'.repeat(32),
        STRIPE_SECRET_KEY: 'sk_test_main',
        STRIPE_WEBHOOK_SECRET: 'whsec_main',
        STRIPE_API_ROOT: sandbox.url,
      }),
    )
    expect(printed).toContain('The plan month sells digital goods by card. Telegram forbids that')
    expect(printed).toMatch(
      /cannot start\. One thing is to be mended:\n {2}The plan month: Stripe has no price price_month/,
    )
    expect(printed).not.toContain('listening')
    expect(code).toBe(1)
  })

  it('brings the schema up and says so', async () => {
    const { code, printed } = await run(['migrate'], settings())
    expect(printed).toContain('The schema is up to date.')
    expect(code).toBe(0)
  })

  it('has a doctor that finds a sound shop sound, and says what could be better', async () => {
    const { code, printed } = await run(['doctor'], settings())
    expect(printed).toMatch(/ok +Telegram: answers, and knows this token as @shop_bot/)
    expect(printed).toMatch(/ok +Books: they add up/)
    expect(printed).toMatch(/note +SUPPORT_CONTACT is not set/)
    expect(code).toBe(0)
  })

  it('has a doctor that exits with 1 when Telegram does not know the token', async () => {
    const { code, printed } = await run(['doctor'], settings({ BOT_TOKEN: `${TOKEN}-revoked` }))
    expect(printed).toMatch(/BAD +Telegram: .*Check BOT_TOKEN/)
    expect(code).toBe(1)
  })

  it.each([['start'], ['bot'], ['server']])(
    'starts (%s) and leaves politely when asked to',
    async (...args) => {
      const { code, printed } = await run(args, settings(), /"msg":"ready"/)
      expect(printed).toMatch(/"msg":"stopped"/)
      expect(code).toBe(0)
    },
  )

  it('ends with 1 when Telegram does not accept the token', async () => {
    const { code, printed } = await run(['bot'], settings({ BOT_TOKEN: `${TOKEN}-revoked` }))
    expect(printed).toContain('Telegram does not accept BOT_TOKEN')
    expect(code).toBe(1)
  })

  // case 45
  it('polls in one process at a time; the other waits, and takes over', PATIENCE, async () => {
    const first = command(['bot'], settings())
    await first.says(/"msg":"polling here"/)
    const second = command(['bot'], settings())
    await second.says(/"msg":"another process is polling; waiting to take over"/)
    expect(second.printed()).not.toContain('polling here')

    first.leave()
    expect(await first.code).toBe(0)
    await second.says(/"msg":"polling here"/)
    second.leave()
    expect(await second.code).toBe(0)
  })

  it('sells by webhook, with the HTTP side and the bot in processes apart', PATIENCE, async () => {
    const port = String(await freePort())
    const webhook = settings({
      BOT_MODE: 'webhook',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SESSION_SECRET: 's'.repeat(32),
      TELEGRAM_WEBHOOK_SECRET: 'hook',
      PORT: port,
    })
    const server = command(['server'], webhook)
    await server.says(/"msg":"ready"/)
    expect(server.printed()).not.toContain('PUBLIC_URL')
    const bot = command(['bot'], webhook)
    await bot.says(/"msg":"ready"/)

    const telegram = sandboxClient(sandbox.url)
    const { user } = await telegram.addPerson({ first_name: 'Ann', stars: 50_000 })
    const ann = player(telegram, user.id)
    await ann.say('/start')
    await ann.buys('month')
    const shop = `http://127.0.0.1:${port}`
    const policy = (await fetch(`${shop}/app/`)).headers.get('content-security-policy')
    // Where the Bot API is served is nobody's business, and no one there may frame it.
    expect(policy).toMatch(/frame-ancestors https:\/\/web\.telegram\.org https:\/\/\*\.telegram\.org$/)
    expect(await (await fetch(`${shop}/api/v1/shop`)).json()).toMatchObject({
      bot_url: 'https://t.me/shop_bot',
    })
    expect(await buyInApp({ shop, telegram: sandbox.url, token: TOKEN }, user.id)).toBe('paid')
    expect(await run(['doctor'], webhook)).toMatchObject({
      code: 0,
      printed: expect.stringContaining(`sends updates to http://127.0.0.1:${port}/telegram/webhook`),
    })

    for (const one of [server, bot]) one.leave()
    expect([await server.code, await bot.code]).toEqual([0, 0])
  })

  it('takes no update by webhook before Telegram has told it who it is', async () => {
    const port = String(await freePort())
    const url = `http://127.0.0.1:${port}`
    // It answers nothing at all.
    const telegram = await scripted({})
    const shop = command(
      ['start'],
      settings({
        BOT_MODE: 'webhook',
        PUBLIC_URL: url,
        SESSION_SECRET: 's'.repeat(32),
        TELEGRAM_WEBHOOK_SECRET: 'hook',
        TELEGRAM_API_ROOT: telegram.url,
        PORT: port,
      }),
    )
    await shop.says(new RegExp(`listening at ${url}`))
    const bring = async (secret: string) => {
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
      const sent = { method: 'POST', headers, body: '{"update_id":1}' }
      return (await fetch(`${url}/telegram/webhook`, sent)).status
    }
    expect([await bring('hook'), await bring('no')]).toEqual([503, 401])
    const ready = await fetch(`${url}/health/ready`)
    expect(await ready.json()).toMatchObject({ ready: true, providers: { telegram: 'trouble' } })
  })

  it('knows its verbs', async () => {
    const { code, printed } = await run(['sell'], settings())
    expect(printed).toContain('and not sell')
    expect(code).toBe(1)
  })

  /** Runs it to its end; with `until`, asks it to leave once that was printed. */
  async function run(args: string[], env: Record<string, string>, until?: RegExp) {
    const running = command(args, env)
    if (until) void running.says(until).then(running.leave, () => {})
    return { code: await running.code, printed: running.printed() }
  }
})
