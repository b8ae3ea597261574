import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { createDatabase } from './support/books.ts'
import { type Command, command } from './support/command.ts'

let apiRoot: string
/** Lets Telegram answer, at half past eleven by its clock; nothing else is asked of it. */
let answer: () => void

beforeEach(async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  answer = resolve
  const server = createServer(async (_request, response) => {
    await promise
    response.setHeader('date', new Date(Date.now() - 1_800_000).toUTCString()).end('{}')
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
})

async function start(more: Record<string, string>): Promise<Command> {
  const shop = command(['server'], {
    BOT_TOKEN: '4200000003:a-token-for-tests-that-opens-nothing',
    TELEGRAM_API_ROOT: apiRoot,
    DATABASE_URL: await createDatabase(),
    PORT: '0',
    METRICS_PORT: '0',
    ...more,
  })
  await shop.says(/"msg":"ready"/)
  return shop
}

// case 57
it('a shop whose clock is far ahead says so in its log, and starts without waiting for that', async () => {
  const shop = await start({ PUBLIC_URL: 'http://127.0.0.1:8080', SESSION_SECRET: 's'.repeat(32) })
  expect(shop.printed()).not.toContain('the clock of this machine')
  answer()
  const [line] = await shop.says(/.*the clock of this machine.*/)
  expect(JSON.parse(line)).toMatchObject({ level: 'error', ahead_seconds: expect.closeTo(1800, -1) })
  shop.leave()
  expect(await shop.code).toBe(0)
})

it('a shop that has no Mini App leaves while Telegram is silent, and does not ask for its time', async () => {
  const shop = await start({})
  answer()
  shop.leave()
  expect(await shop.code).toBe(0)
  expect(shop.printed()).not.toContain('clock')
})
