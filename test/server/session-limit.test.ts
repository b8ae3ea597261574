import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAddress, EXCHANGE, exchange, opening } from './arrival.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Tries eleven times; the statuses, each once. */
async function elevenFrom(address: (n: number) => string): Promise<number[]> {
  const statuses = new Set<number>()
  for (let n = 1; n <= 11; n++) statuses.add((await exchange(stage.app, 'nonsense', address(n))).statusCode)
  return [...statuses]
}

/** The same, by way of a proxy at `proxy` that says for whom. */
async function elevenThrough(proxy: string, client: (n: number) => string): Promise<number[]> {
  const statuses = new Set<number>()
  for (let n = 1; n <= 11; n++) {
    const answer = await stage.app.inject({
      method: 'POST',
      url: EXCHANGE,
      payload: { init_data: 'nonsense' },
      remoteAddress: proxy,
      headers: { 'x-forwarded-for': client(n) },
    })
    statuses.add(answer.statusCode)
  }
  return [...statuses]
}

describe('an address that tries to sign in more than ten times a minute', () => {
  test('is told to wait, for how long, and others are not', async () => {
    const address = anAddress()
    for (let n = 1; n <= 10; n++)
      expect((await exchange(stage.app, opening(stage), address)).statusCode).toBe(200)
    const answer = await exchange(stage.app, opening(stage), address)
    expect(answer.statusCode).toBe(429)
    const seconds = Number(answer.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(answer.headers['content-type']).toMatch('application/problem+json')
    expect(answer.json()).toMatchObject({
      type: 'urn:starpass:problem:too-many',
      status: 429,
      detail: `Too many attempts from this address. Try again in ${seconds} s.`,
      request_id: answer.headers['x-request-id'],
    })
    expect((await exchange(stage.app, opening(stage))).statusCode).toBe(200)
    const scrape = await stage.dependencies.registry.metrics()
    expect(scrape).toContain('miniapp_auth_attempts_total{result="limited"} 1')
    expect(scrape).toContain('miniapp_exchange_latency_seconds_count 11')
  })

  test('is one address for all that is refused, too', async () => {
    const address = anAddress()
    expect(await elevenFrom(() => address)).toEqual([401, 429])
  })

  test('is not asked to wait elsewhere', async () => {
    const address = anAddress()
    await elevenFrom(() => address)
    const answer = await stage.app.inject({ url: '/api/v1/catalog', remoteAddress: address })
    expect(answer.statusCode).toBe(200)
    const other = await stage.app.inject({ method: 'GET', url: EXCHANGE, remoteAddress: address })
    expect(other.statusCode).toBe(405)
  })

  test('may have a whole network of IPv6, which is one address; the next network is another', async () => {
    expect(await elevenFrom(n => `2001:db8:1:1::${n.toString(16)}`)).toEqual([401, 429])
    expect(await elevenFrom(n => `2001:db8:1:${n.toString(16)}0::1`)).toEqual([401])
    expect(await elevenFrom(n => (n % 2 ? '::ffff:203.0.113.9' : '203.0.113.9'))).toEqual([401, 429])
  })
})

describe('behind a proxy', () => {
  test.each(['127.0.0.1', '::1', '10.1.2.3', '172.17.0.2', '192.168.1.5', '169.254.7.7', 'fd00::5'])(
    'of ours, at %s, the address of the client counts',
    async proxy => {
      const client = anAddress()
      expect(await elevenThrough(proxy, () => anAddress())).toEqual([401])
      expect(await elevenThrough(proxy, () => client)).toEqual([401, 429])
      // What the client itself put before it is not believed.
      expect(await elevenThrough(proxy, n => `203.0.113.${n}, ${client}`)).toEqual([429])
    },
  )

  test.each([
    ['the port', (n: number) => `198.18.0.9:${50_000 + n}`],
    ['the port of a whole network of IPv6', (n: number) => `[2001:db8:1:2::${n}]:${50_000 + n}`],
    ['brackets', (n: number) => `[2001:db8:1:3::${n}]`],
    ['IPv4 as IPv6, and the port', (n: number) => `[::ffff:198.18.0.8]:${n}`],
  ])('that writes %s with the address, it is one address all the same', async (_, client) => {
    expect(await elevenThrough('127.0.0.1', client)).toEqual([401, 429])
  })

  test('that passes on what is no address, it is the proxy’s own that counts', async () => {
    expect(await elevenThrough('10.9.9.9', n => `_hidden${n}`)).toEqual([401, 429])
    expect(await elevenThrough('10.9.9.8', n => `1.2.3.4:5:${n}`)).toEqual([401, 429])
  })

  test.each(['203.0.113.77', '2a00::1'])('that is a stranger, at %s, its own address counts', async proxy => {
    expect(await elevenThrough(proxy, () => anAddress())).toEqual([401, 429])
  })
})
