import { connect, createServer } from 'node:net'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerBrokenClient } from '../../server/broken-client.ts'
import { type ServerDependencies, startMetrics, startServer } from '../../server/main.ts'
import { AS_SERVICE, openStage, type Stage } from './stage.ts'

const FREE = { host: '127.0.0.1', port: 0 }
const GATE = '/api/v1/people/1/entitlements/pro'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const dependencies = (changes: Partial<ServerDependencies> = {}): ServerDependencies => ({
  ...stage.dependencies,
  registry: new Registry(),
  listen: FREE,
  metrics: FREE,
  ...changes,
})

/** Holds a port until closed. */
async function holdPort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => new Promise(resolve => server.close(() => resolve())) }
}

/** What a server says to raw bytes. */
function say(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.on('data', data => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

/** A link to the bot that is not told before `tell`. */
function heldLink() {
  const asked = Promise.withResolvers<void>()
  const told = Promise.withResolvers<string>()
  const upgradeUrl = () => {
    asked.resolve()
    return told.promise
  }
  return { upgradeUrl, asked: asked.promise, tell: told.resolve }
}

describe('startServer', () => {
  it('serves people on one port and metrics on another, until it is stopped', async () => {
    const server = await startServer(dependencies())

    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
    expect(await (await fetch(`${server.metricsUrl}/metrics`)).text()).toContain('outbox_pending')
    expect((await fetch(`${server.metricsUrl}/health/ready`)).status).toBe(404)

    await server.stop()
    await server.stop()
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow()
    await expect(fetch(`${server.metricsUrl}/metrics`)).rejects.toThrow()
  })

  it('names the setting when its port is busy, and leaves nothing listening', async () => {
    const busy = await holdPort()
    const at = { host: '127.0.0.1', port: busy.port }
    await expect(startServer(dependencies({ listen: at }))).rejects.toThrow(
      `PORT: port ${busy.port} on 127.0.0.1 is in use. Stop what listens there, or set another.`,
    )

    const free = await holdPort()
    await free.close()
    const listen = { host: '127.0.0.1', port: free.port }
    await expect(startServer(dependencies({ listen, metrics: at }))).rejects.toThrow(
      /^METRICS_PORT: port \d+ on/,
    )
    await expect(fetch(`http://127.0.0.1:${free.port}/health/live`)).rejects.toThrow()
    await busy.close()
  })

  it('names the setting when the address is not one of this machine', async () => {
    const listen = { host: '192.0.2.1', port: 0 }

    await expect(startServer(dependencies({ listen }))).rejects.toThrow(
      /^HOST: cannot listen on 192\.0\.2\.1/,
    )
  })

  it('finishes what is in flight before it stops', async () => {
    const { upgradeUrl, asked, tell } = heldLink()
    const server = await startServer(dependencies({ upgradeUrl }))
    const response = fetch(server.url + GATE, { headers: AS_SERVICE })
    await asked
    const stopped = server.stop()
    // Until the listener is closed: what is answered before that is idle when it closes.
    await expect.poll(() => fetch(server.url).catch(() => 'refused')).toBe('refused')
    tell('https://t.me/starpass_bot?start=plan_month')

    const answer = await response
    expect(await answer.json()).toMatchObject({
      upgrade_url: 'https://t.me/starpass_bot?start=plan_month',
    })
    // Kept open by the other side, the connection would hold up the stop.
    expect(answer.headers.get('connection')).toBe('close')
    await stopped
  })

  it('cuts what is still not finished when its time is over', async () => {
    const { upgradeUrl, asked } = heldLink()
    const server = await startServer(dependencies({ upgradeUrl }))
    const response = fetch(server.url + GATE, { headers: AS_SERVICE })
    const cut = expect(response).rejects.toThrow()
    await asked
    await server.stop(50)
    await cut
  })
})

describe('startMetrics', () => {
  it('serves the metrics of a process that has no HTTP side', async () => {
    const metrics = await startMetrics({ ...stage.dependencies, registry: new Registry(), listen: FREE })

    expect((await fetch(`${metrics.url}/metrics`)).status).toBe(200)
    await metrics.stop()
    await expect(fetch(`${metrics.url}/metrics`)).rejects.toThrow()
  })
})

// case 100
describe('what is no HTTP', () => {
  it('is answered with problem+json too, and its bytes are not logged', async () => {
    const server = await startServer(dependencies())
    const garbage = await say(server.url, 'open sesame\r\n\r\n')
    const endless = await say(server.url, `GET / HTTP/1.1\r\nHost: a\r\nx: ${'sesame'.repeat(4000)}\r\n\r\n`)
    await server.stop()

    for (const [answer, status] of [
      [garbage, 400],
      [endless, 431],
    ] as const) {
      const [head = '', body = ''] = answer.split('\r\n\r\n')
      expect(head).toContain(`HTTP/1.1 ${status} `)
      expect(head).toContain('Content-Type: application/problem+json')
      expect(JSON.parse(body)).toMatchObject({
        type: 'about:blank',
        status,
        request_id: /X-Request-Id: (\S+)/.exec(head)?.[1],
      })
    }
    expect(stage.raw()).toContain('HPE_')
    expect(stage.raw()).not.toContain('sesame')
  })

  it('is not answered where nobody is left to read it', async () => {
    const hole = await holdPort()
    const socket = connect(hole.port, '127.0.0.1')
    socket.destroy()
    const before = stage.raw()
    answerBrokenClient.call({ log: stage.app.log }, new Error('gone'), socket)
    await hole.close()

    expect(stage.raw()).toBe(before)
  })
})
