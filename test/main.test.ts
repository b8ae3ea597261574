import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { createDatabase } from './support/books.ts'
import { AS_IT_STANDS, ran } from './support/command.ts'

/** The operator's commands, as processes of their own. */
const ROOT = join(import.meta.dirname, '..')
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
    const tests = join(ROOT, '.data/test')
    await mkdir(tests, { recursive: true })
    folder = await mkdtemp(join(tests, 'main-'))
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
    const { code, printed } = await ran([], {
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
    const { code, printed } = await ran(
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
    const { code, printed } = await ran(['migrate'], settings())
    expect(printed).toContain('The schema is up to date.')
    expect(code).toBe(0)
  })

  it('has a doctor that finds a sound shop sound, and says what could be better', async () => {
    const { code, printed } = await ran(['doctor'], settings())
    expect(printed).toMatch(/ok +Telegram: answers, and knows this token as @shop_bot/)
    expect(printed).toMatch(/ok +Books: they add up/)
    expect(printed).toMatch(/note +SUPPORT_CONTACT is not set/)
    expect(code).toBe(0)
  })

  it('has a doctor that exits with 1 when Telegram does not know the token', async () => {
    const { code, printed } = await ran(['doctor'], settings({ BOT_TOKEN: `${TOKEN}-revoked` }))
    expect(printed).toMatch(/BAD +Telegram: .*Check BOT_TOKEN/)
    expect(code).toBe(1)
  })

  it.each([['start'], ['bot'], ['server']])(
    'starts (%s) and leaves politely when asked to',
    async (...args) => {
      const { code, printed } = await ran(args, settings(), { until: /"msg":"ready"/, program: AS_IT_STANDS })
      expect(printed).toMatch(/"msg":"stopped"/)
      expect(code).toBe(0)
    },
  )

  it('ends with 1 when Telegram does not accept the token', async () => {
    const { code, printed } = await ran(['bot'], settings({ BOT_TOKEN: `${TOKEN}-revoked` }))
    expect(printed).toContain('Telegram does not accept BOT_TOKEN')
    expect(code).toBe(1)
  })

  it('knows its verbs', async () => {
    const { code, printed } = await ran(['sell'], settings())
    expect(printed).toContain('and not sell')
    expect(code).toBe(1)
  })
})
