import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { aheadOfTelegram } from '../../bot/clock.ts'

/** Whoever answers with this time, or with none. */
async function telegram(date: string | null): Promise<string> {
  const server = createServer((_request, response) => {
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
