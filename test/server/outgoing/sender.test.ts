import type { ServerResponse } from 'node:http'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSender, type SenderOptions } from '../../../server/outgoing/sender.ts'
import { DUE } from './due.ts'
import { type Heard, SECRET, startReceiver } from './receiver.ts'

let receiver: Awaited<ReturnType<typeof startReceiver>>
let answer: (response: ServerResponse, heard: Heard) => void = () => {}
const registry = new Registry()

beforeAll(async () => {
  receiver = await startReceiver({ answer: (heard, response) => answer(response, heard) })
})
afterAll(() => receiver.stop())

function sender(options: Partial<SenderOptions> = {}) {
  const given = { secrets: [SECRET], allowPrivate: true, registry: new Registry(), ...options }
  return createSender(given)
}

/** What becomes of it where the endpoint answers so. */
async function told(by: typeof answer, more: Partial<SenderOptions> = {}, url = receiver.url) {
  answer = by
  return await sender(more).deliver({ ...DUE, url })
}

const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('a word')

it('is signed by the Standard Webhooks with each secret, and the same bytes each time', async () => {
  const plain = 'a text of at least thirty-two bytes, ключ'
  const other = await startReceiver({ secret: plain })
  const { deliver } = sender({ secrets: [plain, SECRET], registry })
  answer = status(200)
  for (const url of [receiver.url, other.url, receiver.url])
    expect(await deliver({ ...DUE, url })).toMatchObject({ kind: 'taken' })
  const all = [...receiver.heard, ...other.heard]
  expect(all.map(({ verified, id }) => [verified, id])).toEqual(all.map(() => [true, DUE.eventId]))
  expect(new Set(all.map(({ body }) => body)).size).toBe(1)
  expect(all[0]?.json).toEqual({
    type: 'access.granted',
    timestamp: '2026-11-21T12:00:00.000Z',
    data: {
      telegram_id: 5_000_000_001,
      sequence: 7,
      entitlement: {
        key: 'pro',
        plan: 'month',
        active: true,
        starts_at: '2026-11-21T12:00:00.000Z',
        ends_at: null,
        source: 'stars',
        in_grace: false,
      },
    },
  })
  expect(all[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Starpass' })
  expect(await registry.metrics()).toContain('outgoing_webhooks_total{result="taken"} 3')
  await other.stop()

  receiver.heard.length = 0
  await told(status(200), { secrets: [plain] })
  expect(receiver.heard.map(({ verified }) => verified)).toEqual([false])
})

it.each([
  [200, 'taken'],
  [204, 'taken'],
  [299, 'taken'],
  [400, 'refused'],
  [410, 'refused'],
  [503, 'refused'],
])('takes %i for %s', async (code, kind) => {
  expect(await told(status(code))).toEqual({ kind, detail: `answered ${code}` })
})

it('follows nobody elsewhere', async () => {
  const heard = receiver.heard.length
  for (const code of [301, 302, 307, 308])
    expect(await told(status(code, { location: receiver.url }))).toEqual({
      kind: 'refused',
      detail: `answered ${code}; redirects are not followed`,
    })
  expect(receiver.heard.length).toBe(heard + 4)
})

it('waits for an answer for so long, and reads little of it', async () => {
  const silent = await told(() => {}, { timeoutMs: 50 })
  expect(silent).toEqual({ kind: 'refused', detail: 'no answer within 0.05 s' })
  const halfway = await told(response => void response.write('{'), { timeoutMs: 400 })
  expect(halfway).toEqual({ kind: 'taken', detail: 'answered 200' })

  let cut = () => {}
  const wasCut = new Promise<void>(resolve => {
    cut = resolve
  })
  const endless = await told(response => {
    response.on('close', cut)
    const more = () => response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more))
    more()
  })
  expect(endless).toEqual({ kind: 'taken', detail: 'answered 200' })
  await wasCut
})

it('says in a word what the network said', async () => {
  const cut = await told(response => void response.destroy())
  expect(cut).toEqual({ kind: 'refused', detail: 'ECONNRESET' })
  const nobody = await told(status(200), {}, 'http://127.0.0.1:9/hook?token=a-secret-of-the-address')
  expect(nobody).toEqual({ kind: 'refused', detail: 'ECONNREFUSED' })
})

it('goes to public addresses alone, also where a name leads elsewhere only when it is called', async () => {
  const heard = receiver.heard.length
  const closed = (url: string, addresses: string[]) =>
    told(
      status(200),
      {
        allowPrivate: false,
        resolve: (_, __, found) =>
          found(
            null,
            addresses.map(address => ({ address, family: 4 })),
          ),
      },
      url,
    )
  const literal = { kind: 'refused', detail: 'is a private address (OUTGOING_WEBHOOK_ALLOW_PRIVATE)' }
  expect(await closed(`https://127.0.0.1:${receiver.port}/`, [])).toEqual(literal)
  expect(await closed(receiver.url, [])).toMatchObject({ detail: expect.stringMatching(/^is not https/) })
  const byName = { kind: 'refused', detail: 'is at a private address (OUTGOING_WEBHOOK_ALLOW_PRIVATE)' }
  const url = `https://shop.example:${receiver.port}/`
  expect(await closed(url, ['127.0.0.1'])).toEqual(byName)
  expect(await closed(url, ['93.184.216.34', '127.0.0.1'])).toEqual(byName)
  expect(await closed(url, [])).toEqual(byName)
  expect(receiver.heard.length).toBe(heard)
})

it('stops with what is under way: what answers soon counts, the rest is not found out', async () => {
  const { deliver, stop } = sender()
  answer = response => void setTimeout(() => response.writeHead(204).end(), 20)
  const soon = deliver({ ...DUE, url: receiver.url })
  await stop()
  expect(await soon).toMatchObject({ kind: 'taken' })
  const notTried = { kind: 'not_tried', detail: 'stopping: it is told again' }
  expect(await deliver({ ...DUE, url: receiver.url })).toEqual(notTried)

  const one = new Registry()
  const other = sender({ registry: one })
  answer = () => {}
  const never = other.deliver({ ...DUE, url: receiver.url })
  await other.stop()
  expect(await never).toEqual(notTried)
  expect(await one.metrics()).not.toContain('result=')
})
