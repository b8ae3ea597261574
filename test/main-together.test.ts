import { createHash } from 'node:crypto'
import type { JSONWebKeySet } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAnswer } from '../docs/examples/verify-answer.ts'
import { scripted } from './bot/scripted.ts'
import { sandboxClient } from './sandbox/client.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { player } from './stories/player.ts'
import { privateJwk } from './support/answer-keys.ts'
import { buyInApp } from './support/app-buyer.ts'
import { createDatabase } from './support/books.ts'
import { command, ran } from './support/command.ts'
import { freePort } from './support/free-port.ts'

/** For two processes and more on a machine that has much to do. */
const PATIENCE = { timeout: 60_000 }
const TOKEN = '4200000001:a-token-for-tests-that-opens-nothing'

describe('main.ts, in several processes', () => {
  let sandbox: Sandbox
  let database: string

  beforeAll(async () => {
    sandbox = await startSandbox({
      bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }],
      local: true,
    })
    database = await createDatabase()
  })
  afterAll(() => sandbox.stop())

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
      API_KEYS: `forum:${createHash('sha256').update('key').digest('hex')}`,
      ANSWER_SIGNING_KEYS: JSON.stringify({ keys: [privateJwk('EdDSA', 'one')] }),
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
    const keySet = (await (await fetch(`${shop}/.well-known/jwks.json`)).json()) as JSONWebKeySet
    const headers = { authorization: 'Bearer key', accept: 'application/jwt' }
    const signed = await fetch(`${shop}/api/v1/people/${user.id}/entitlements`, { headers })
    const answer = { token: await signed.text(), keySet, issuer: shop, audience: 'forum' }
    expect(await readAnswer(answer)).toMatchObject({ telegramId: user.id })
    expect(await buyInApp({ shop, telegram: sandbox.url, token: TOKEN }, user.id)).toBe('paid')
    expect(await ran(['doctor'], webhook)).toMatchObject({
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
})
