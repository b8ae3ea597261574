import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aheadOfTelegram, watchClock } from '../../bot/clock.ts'

/** Whoever answers with this time, or with none. */
async function telegram(date: string | null, onAsked: () => unknown = () => {}): Promise<string> {
  const server = createServer((_request, response) => {
    onAsked()
    response.sendDate = false
    if (date !== null) response.setHeader('date', date)
    response.end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

// case 57
test.each([
  ['2026-11-21T12:00:00.500Z', 0],
  ['2026-11-21T12:00:31.500Z', 31],
  ['2026-11-21T11:59:00.500Z', -60],
])('at noon with Telegram, %s is ahead of it by %i seconds', async (ours, seconds) => {
  const apiRoot = await telegram('Sat, 21 Nov 2026 12:00:00 GMT')
  expect(await aheadOfTelegram({ token: '1:x', apiRoot }, () => new Date(ours))).toBe(seconds)
})

test.each([null, 'nonsense'])('where the time is told as %j, nothing is known', async date => {
  const apiRoot = await telegram(date)
  expect(await aheadOfTelegram({ token: '1:x', apiRoot }, () => new Date())).toBeNull()
})

const NOON = 'Sat, 21 Nov 2026 12:00:00 GMT'

/** What is logged of a clock that stands at `ours`. */
async function watched(ours: string, apiRoot: string, everyMs?: number) {
  const lines: { level: number; msg: string }[] = []
  const stop = watchClock({
    token: '1:secret',
    apiRoot,
    now: () => new Date(ours),
    logger: pino({}, { write: line => lines.push(JSON.parse(line)) }),
    ...(everyMs !== undefined && { everyMs }),
  })
  onTestFinished(stop)
  return { lines, stop }
}

// case 57
describe('our clock, held against Telegram’s', () => {
  test.each([
    ['2026-11-21T12:15:01.500Z', 901, 'is 901 seconds ahead of Telegram’s', 'INIT_DATA_MAX_AGE_SECONDS'],
    ['2026-11-21T11:59:29.500Z', -31, 'is 31 seconds behind Telegram’s', 'from the future'],
  ])('at %s is an error that says by how much, the harm and the remedy', async (ours, ahead, ...words) => {
    const { lines } = await watched(ours, await telegram(NOON))
    await expect.poll(() => lines).toMatchObject([{ level: 50, ahead_seconds: ahead }])
    for (const word of [...words, 'Set it right (NTP)']) expect(lines[0]?.msg).toContain(word)
  })

  test('is looked at again and again, until that is over', async () => {
    const { lines, stop } = await watched('2026-11-21T13:00:00Z', await telegram(NOON), 20)
    await expect.poll(() => lines.length).toBeGreaterThan(2)
    await stop()
    const { length } = lines
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(lines).toHaveLength(length)
  })

  test.each(['2026-11-21T12:00:30.500Z', '2026-11-21T11:59:30.500Z'])('at %s is well', async ours => {
    const asked = Promise.withResolvers<void>()
    let looks = 0
    const apiRoot = await telegram(NOON, () => ++looks === 3 && asked.resolve())
    const { lines } = await watched(ours, apiRoot, 10)
    await asked.promise
    expect(lines).toEqual([])
  })

  test('that cannot be told is mentioned, without the token, and no more', async () => {
    for (const apiRoot of [await telegram(null), 'http://127.0.0.1:9']) {
      const { lines } = await watched('2026-11-21T12:00:00Z', apiRoot)
      await expect
        .poll(() => lines)
        .toMatchObject([{ level: 30, msg: expect.stringContaining('not compared') }])
      expect(JSON.stringify(lines)).not.toContain('secret')
    }
  })

  test('is not waited for once that is over', async () => {
    const [asked, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const silent = createServer((_request, response) => {
      asked.resolve()
      response.on('close', left.resolve)
    })
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void silent.close())
    const { port } = silent.address() as AddressInfo
    const { lines, stop } = await watched('2026-11-21T12:00:00Z', `http://127.0.0.1:${port}`)
    await asked.promise
    const began = performance.now()
    await stop()
    await left.promise
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(lines).toEqual([])
  })

  test('keeps no process alive', async () => {
    const apiRoot = await telegram(NOON)
    const clock = JSON.stringify(new URL('../../bot/clock.ts', import.meta.url).href)
    const script = `
      const { watchClock } = await import(${clock})
      const logger = { error: (_, line) => console.log(line), info: console.log }
      watchClock({ token: '1:x', apiRoot: '${apiRoot}', now: () => new Date(0), logger })`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 20_000,
    })
    expect(stdout).toContain('behind Telegram’s')
  })
})
