import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAddress, EXCHANGE, enter, exchange, opening } from './arrival.ts'
import { BUYER, openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const kindOf = (answer: { json(): { type: string } }) =>
  answer.json().type.replace('urn:starpass:problem:', '')

async function series(): Promise<Record<string, number>> {
  const scrape = await stage.dependencies.registry.metrics()
  const lines = scrape.split('\n').filter(line => /^miniapp_(?!.*_bucket)/.test(line))
  return Object.fromEntries(lines.map(line => line.split(' ')).map(([name, value]) => [name, Number(value)]))
}

/** What an act adds to the metrics. */
async function counted(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await series()
  await act()
  const added = Object.entries(await series()).map(
    ([name, value]) => [name, value - (before[name] ?? 0)] as const,
  )
  return Object.fromEntries(added.filter(([name, by]) => by !== 0 && !name.endsWith('_sum')))
}

const result = (name: string) => `miniapp_auth_attempts_total{result="${name}"}`
const COUNT = 'miniapp_exchange_latency_seconds_count'

describe('whoever opens the app', () => {
  test('is let in with a token, and known to the shop from then on, by their id', async () => {
    const id = 2 ** 52 - 1 // case 55
    const user = { id, first_name: 'Grace', last_name: 'Hopper', username: 'grace' }
    const added = await counted(async () => {
      const answer = await exchange(stage.app, opening(stage, { user }))
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toEqual({
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        token_type: 'bearer',
        expires_in: expect.toSatisfy((seconds: number) => seconds === 900 || seconds === 899),
      })
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
    })
    expect(added).toEqual({ miniapp_sessions_total: 1, [result('success')]: 1, [COUNT]: 1 })
    const person = (await stage.billing.story(id))?.person
    expect(person).toMatchObject({ id, firstName: 'Grace', lastName: 'Hopper', username: 'grace' })
  })

  // case 98, and what the predecessor did: its own API refused the tokens it gave
  test('may use that token at once', async () => {
    const headers = await enter(stage)
    const answer = await stage.app.inject({ url: '/api/v1/me', headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ telegram_id: BUYER })
  })

  // case 95, and what the predecessor did: it looked people up by their @name
  test('is nobody else who bore their @name', async () => {
    const bob = 5_000_000_077
    await stage.billing.meet({ id: bob, firstName: 'Bob', username: 'passed_on' })
    const user = { id: 5_000_000_078, username: 'passed_on' }
    const headers = await enter(stage, opening(stage, { user }))
    const me = (await stage.app.inject({ url: '/api/v1/me', headers })).json()
    expect(me).toMatchObject({ telegram_id: 5_000_000_078, first_name: 'Ada' })
    expect((await stage.billing.story(bob))?.person).toMatchObject({ firstName: 'Bob' })
  })

  // case 97
  test('with the same initData again is in the same session; after twenty times that is too often', async () => {
    const initData = opening(stage)
    const added = await counted(async () => {
      for (let use = 1; use <= 20; use++) expect((await exchange(stage.app, initData)).statusCode).toBe(200)
    })
    expect(added).toEqual({ miniapp_sessions_total: 1, [result('success')]: 20, [COUNT]: 20 })
    const answer = await exchange(stage.app, initData)
    expect([answer.statusCode, kindOf(answer)]).toEqual([401, 'init-data-replayed'])
  })

  test('is told of an outage as of every other, and may try again', async () => {
    const { begin } = stage.billing.sessions
    stage.billing.sessions.begin = async () => {
      throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
    }
    const answer = await exchange(stage.app, opening(stage))
    stage.billing.sessions.begin = begin
    expect([answer.statusCode, kindOf(answer)]).toEqual([503, 'unavailable'])
  })
})

describe('refused, with words that help and no others', () => {
  test.each([
    // case 50
    ['malformed', () => 'nonsense', 'malformed'],
    ['without a hash', () => opening(stage).replace(/hash=\w+/, 'h=1'), 'malformed'],
    ['with a field twice', () => `${opening(stage)}&query_id=1`, 'malformed'],
    ['tampered with', () => opening(stage).replace('Ada', 'Eve'), 'forged'],
    // case 51
    ['too old', () => opening(stage, { secondsAgo: 902 }), 'old'],
    // case 52, and what the predecessor did: it took what came from the future
    ['from the future', () => opening(stage, { secondsAgo: -62 }), 'future'],
    // case 54
    ['for another bot', () => opening(stage, { token: '4300:other-token' }), 'forged'],
    [
      'for another bot, and old',
      () => opening(stage, { token: '4300:other-token', secondsAgo: 5000 }),
      'forged',
    ],
  ])('initData that is %s', async (_, initData, because) => {
    const added = await counted(async () => {
      const answer = await exchange(stage.app, initData())
      expect(answer.statusCode).toBe(401)
      expect(answer.headers['content-type']).toMatch('application/problem+json')
      // case 100
      expect(answer.json()).toEqual({
        type: `urn:starpass:problem:init-data-${because}`,
        title: 'Unauthorized',
        status: 401,
        detail: expect.stringMatching(/^[A-Z][^{}]{10,120}\.$/),
        instance: EXCHANGE,
        request_id: answer.headers['x-request-id'],
      })
    })
    expect(added).toEqual({ [result(because)]: 1, [COUNT]: 1 })
  })

  // case 51
  test('an app that was opened too long ago is told to be opened again', async () => {
    const answer = await exchange(stage.app, opening(stage, { secondsAgo: 2000 }))
    expect(answer.json().detail).toContain('Open it again')
  })

  test.each([
    ['no body', undefined, 422],
    ['another body', {}, 422],
    ['a number', { init_data: 5 }, 422],
    ['an empty text', { init_data: '' }, 422],
    ['an endless text', { init_data: 'a'.repeat(8193) }, 422],
  ])('%s', async (_, payload, status) => {
    const added = await counted(async () => {
      const request = { method: 'POST', url: EXCHANGE, remoteAddress: anAddress() } as const
      const answer = await stage.app.inject({ ...request, ...(payload && { payload }) })
      expect(answer.statusCode).toBe(payload ? status : 422)
      expect(answer.json()).toMatchObject({ request_id: expect.any(String), status: answer.statusCode })
    })
    expect(added).toEqual({ [result('malformed')]: 1, [COUNT]: 1 })
  })

  test('changes nothing: nobody is known by a forged name', async () => {
    const forged = opening(stage, { token: '4300:other-token', user: { id: 123_456_789 } })
    await exchange(stage.app, forged)
    expect(await stage.billing.story(123_456_789)).toBeNull()
  })

  test('another method is answered with the one there is', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'] as const) {
      const answer = await stage.app.inject({ method, url: EXCHANGE })
      expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST'])
    }
  })
})
