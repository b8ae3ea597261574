import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import Type from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AS_SERVICE, loseDatabase, openStage, type Stage } from './stage.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  // Routes that fail in every way a route can; the real ones take no body yet.
  const body = Type.Object(
    { name: Type.String({ minLength: 2 }), plan: Type.Object({ months: Type.Integer() }) },
    { additionalProperties: false },
  )
  stage.app.post('/test/body', { schema: { body } }, async () => 'fine')
  stage.app.get('/test/bug', async () => {
    throw new Error('the innermost secret of the machine')
  })
  stage.app.get('/test/teapot', async () => {
    throw Object.assign(new Error('short and stout'), { statusCode: 418 })
  })
  stage.app.get('/test/slow', { handlerTimeout: 20 }, () => new Promise(() => {}))
})
afterAll(() => stage.close())

function post(payload: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  return stage.app.inject({ method: 'POST', url: '/test/body?token=x', payload, headers })
}

// case 100
describe('whatever goes wrong', () => {
  it.each<[string, number, () => ReturnType<typeof post>]>([
    ['an address that does not exist', 404, () => stage.app.inject('/nothing/here?secret=1')],
    ['an address that is no address', 400, () => stage.app.inject('/%E0%A4%A')],
    [
      'an address that is too long',
      414,
      () => stage.app.inject(`/api/v1/people/${'1'.repeat(101)}/entitlements`),
    ],
    [
      'a method the address does not know',
      405,
      () => stage.app.inject({ method: 'DELETE', url: '/health/live' }),
    ],
    ['a body that is no JSON', 400, () => post('{"name":')],
    ['an empty body', 400, () => post('')],
    ['a body that is too large', 413, () => post(JSON.stringify({ name: 'x'.repeat(70_000) }))],
    ['a body of another kind', 415, () => post('<name/>', { 'content-type': 'application/xml' })],
    ['fields that are not as they must be', 422, () => post('{}')],
    ['a bug', 500, () => stage.app.inject('/test/bug')],
    ['a refusal of a plugin', 418, () => stage.app.inject('/test/teapot')],
    ['an answer that does not come', 503, () => stage.app.inject('/test/slow')],
  ])('%s is answered with %i as problem+json', async (_, status, send) => {
    const response = await send()
    const body = response.json()

    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(body).toMatchObject({ status, request_id: response.headers['x-request-id'] })
    expect(body.request_id).toMatch(UUID)
    expect(body.instance).toMatch(/^\/[^?]*$/)
    for (const text of [body.type, body.title, body.detail]) expect(text).toMatch(/\w{4,}/)
  })

  it('is never told in the words of an exception', async () => {
    const answers = await Promise.all([
      stage.app.inject('/test/bug'),
      stage.app.inject('/test/teapot'),
      stage.app.inject('/%E0%A4%A'),
      post('{"name":'),
    ])

    for (const { body } of answers)
      expect(body).not.toMatch(/innermost|stout|E0%A4%A.*valid|JSON at|FST_|stack/i)
  })

  it('is in the log, when it is our fault, under the id the caller was given', async () => {
    const { request_id } = (await stage.app.inject('/test/bug')).json()
    const line = stage.lines().find(entry => entry.request_id === request_id && entry.level === 'error')

    expect(line).toMatchObject({
      msg: 'request failed',
      err: { message: 'the innermost secret of the machine' },
    })
  })

  it('lists every field that is not as it must be, and does not repeat what was sent', async () => {
    const response = await post(JSON.stringify({ name: 'x', plan: { months: 'hunter2' }, extra: 1 }))

    expect(
      response
        .json()
        .errors.map(({ field }: { field: string }) => field)
        .sort(),
    ).toEqual(['extra', 'name', 'plan.months'])
    expect(response.body).not.toContain('hunter2')
    expect((await post('{"name":"xy"}')).json().errors).toEqual([
      { field: 'plan', message: "must have required property 'plan'" },
    ])
  })

  it('names the methods an address does answer, before it reads a body', async () => {
    const response = await stage.app.inject({
      method: 'POST',
      url: '/api/v1/catalog',
      payload: '{"broken":',
      headers: { 'content-type': 'application/json' },
    })

    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('GET, HEAD')
    expect((await stage.app.inject({ method: 'HEAD', url: '/api/v1/catalog' })).statusCode).toBe(200)
  })
})

// case 100
it('a request that takes too long to come is told so, as a problem', async () => {
  const slow = await openStage()
  // What is ten seconds otherwise, and looked after every second.
  Object.assign(slow.app.server, {
    ...{ requestTimeout: 50, headersTimeout: 50, connectionsCheckingInterval: 20 },
  })
  const { port } = new URL(await slow.app.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('POST /api/v1/miniapp/exchange-initdata HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n')
  socket.write('Content-Type: application/json\r\n\r\n{')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nContent-Type: application\/problem\+json\r\n/)
  expect(answer).toContain('"status":408')
  await slow.close()
})

describe('a request', () => {
  it('has an id of its own, on every answer', async () => {
    const ids = await Promise.all(
      ['/health/live', '/health/live', '/nothing'].map(async url => {
        const response = await stage.app.inject(url)
        return String(response.headers['x-request-id'])
      }),
    )

    for (const id of ids) expect(id).toMatch(UUID)
    expect(new Set(ids).size).toBe(3)
  })

  it('keeps its id whatever the caller calls it; theirs is noted beside it', async () => {
    const theirs = '7f0c3a52-0b9f-4b5e-9c58-0d2f0f7c1a11'
    const response = await stage.app.inject({ url: '/health/live', headers: { 'x-request-id': theirs } })

    expect(response.headers['x-request-id']).not.toBe(theirs)
    expect(stage.lines().at(-1)).toMatchObject({
      msg: 'request',
      request_id: response.headers['x-request-id'],
      caller_request_id: theirs,
      method: 'GET',
      route: '/health/live',
      status: 200,
    })
  })

  it('leaves no trace of an id that could be anything', async () => {
    await stage.app.inject({ url: '/health/live', headers: { 'x-request-id': 'sesame\tlevel=fatal' } })

    expect(stage.raw()).not.toContain('sesame')
  })

  it('is answered with headers that ask browsers for caution, and no permission for other origins', async () => {
    for (const url of ['/health/live', '/api/v1/catalog', '/nothing', '/test/bug', '/%E0%A4%A']) {
      const { headers } = await stage.app.inject({ url, headers: { origin: 'https://evil.example' } })
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cache-control': 'no-store',
      })
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})

describe('while the database is down', () => {
  it('routes that need it say when to try again, and nothing of why', async () => {
    const lost = await openStage()
    await loseDatabase(lost)
    for (const url of [
      '/api/v1/catalog',
      '/api/v1/people/1/entitlements',
      '/api/v1/people/1/entitlements/pro',
    ]) {
      const response = await lost.app.inject({ url, headers: AS_SERVICE })
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2'])
      expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:unavailable', status: 503 })
      expect(response.body).not.toMatch(/database|postgres|connect/i)
    }
    expect(lost.raw()).toMatch(/does not exist|terminat/)
    await lost.close()
  })
})
