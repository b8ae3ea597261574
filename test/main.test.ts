import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxClient } from './sandbox/client.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { createDatabase } from './support/books.ts'

/** The operator's commands, as processes of their own. */
const ROOT = join(import.meta.dirname, '..')
const TOKEN = '4200000001:a-token-for-tests-that-opens-nothing'

describe('main.ts', () => {
  let sandbox: Sandbox
  let folder: string
  let database: string

  beforeAll(async () => {
    sandbox = await startSandbox({ bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }] })
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
  it('ends with 1 when another process takes over its polling', async () => {
    const first = run(['bot'], settings())
    await oneMoreStarts()
    const second = await run(['bot'], settings(), /"msg":"ready"/)
    expect(second.code).toBe(0)
    const { code, printed } = await first
    expect(printed).toContain('another process polls with this BOT_TOKEN')
    expect(code).toBe(1)
  })

  it('refuses webhook mode, which it does not have yet, instead of polling in silence', async () => {
    const webhook = {
      BOT_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'hook',
      PUBLIC_URL: 'https://shop.example',
    }
    const { code, printed } = await run(['bot'], settings({ ...webhook, SESSION_SECRET: 's'.repeat(32) }))
    expect(printed).toContain('BOT_MODE: webhook mode is not in this version yet')
    expect(code).toBe(1)
  })

  it('knows its verbs', async () => {
    const { code, printed } = await run(['sell'], settings())
    expect(printed).toContain('and not sell')
    expect(code).toBe(1)
  })

  /** Until one more bot has said to Telegram that it will poll; the next to start finds it polling. */
  async function oneMoreStarts(): Promise<void> {
    const control = sandboxClient(sandbox.url)
    const before = (await control.requests('deleteWebhook')).length
    while ((await control.requests('deleteWebhook')).length === before) await setTimeout(100)
  }

  /** Runs it to its end; with `until`, asks it to leave once that was printed. */
  async function run(args: string[], env: Record<string, string>, until?: RegExp) {
    const child = spawn(process.execPath, [join(ROOT, 'main.ts'), ...args], { cwd: ROOT, env })
    let printed = ''
    let asked = false
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        printed += String(chunk)
        if (!until?.test(printed) || asked) return
        asked = true
        child.kill('SIGTERM')
      })
    }
    const [code] = await once(child, 'close')
    return { code, printed }
  }
})
