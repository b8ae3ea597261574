import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routesUnder } from './addresses.ts'
import { enter } from './arrival.ts'
import { AS_SERVICE, BUYER, openStage, type Stage } from './stage.ts'

let stage: Stage
let good: Record<string, unknown>

beforeAll(async () => {
  stage = await openStage()
  const { authorization } = await enter(stage)
  good = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString())
})
afterAll(() => stage.close())

const SECRET = 'what-only-this-shop-signs-sessions-with'
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token made by hand, with nothing of the product in it. */
function token(
  changes: Record<string, unknown> = {},
  { secret = SECRET, alg = 'HS256', hash = 'sha256' } = {},
): string {
  const text = `${encode({ alg, typ: 'JWT' })}.${encode({ ...good, ...changes })}`
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`
}

const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
const me = (headers: Record<string, string>) => stage.app.inject({ url: '/api/v1/me', headers })

test('the token says who gives it, for whom, to whom, of which session, and until when', async () => {
  expect(good).toEqual({
    iss: 'https://shop.example',
    aud: 'miniapp',
    sub: String(BUYER),
    jti: (await stage.billing.sessions.list(BUYER))[0]?.id,
    iat: expect.any(Number),
    exp: Number(good['iat']) + 900,
  })
  expect((await me(bearer(token()))).statusCode).toBe(200)
})

const yesterday = () => Math.floor(+stage.clock.now() / 1000) - 86_400
const unsigned = (alg: string) => token({}, { alg }).replace(/[^.]*$/, '')

// case 98
const REFUSED: [string, () => Record<string, string>][] = [
  ['no credential', () => ({})],
  ['the API key of another service', () => AS_SERVICE],
  ['the secret of a device', () => bearer('dev_0123456789abcdef0123456789abcdef')],
  ['the token of the bot', () => bearer('4200:stage-token')],
  ['the secret itself', () => bearer(SECRET)],
  ['another scheme', () => ({ authorization: `Basic ${token()}` })],
  ['two tokens', () => bearer(`${token()} ${token()}`)],
  ['a token in the address', () => ({ cookie: `token=${token()}` })],
  ['an endless token', () => bearer(`${'a'.repeat(2001)}`)],
  ['half a token', () => bearer(token().split('.').slice(0, 2).join('.'))],
  ['no signature', () => bearer(unsigned('HS256'))],
  ['no signature and no algorithm', () => bearer(unsigned('none'))],
  ['no signature and no algorithm, in capitals', () => bearer(unsigned('None'))],
  ['another algorithm', () => bearer(token({}, { alg: 'HS512', hash: 'sha512' }))],
  ['the name of another algorithm', () => bearer(token({}, { alg: 'RS256' }))],
  ['another secret', () => bearer(token({}, { secret: 'what-only-another-shop-signs-with' }))],
  ['another issuer', () => bearer(token({ iss: 'https://other.example' }))],
  ['no issuer', () => bearer(token({ iss: undefined }))],
  ['another audience', () => bearer(token({ aud: 'device' }))],
  ['no audience', () => bearer(token({ aud: undefined }))],
  ['no session', () => bearer(token({ jti: undefined }))],
  ['an unknown session', () => bearer(token({ jti: '0196a0de-7c5b-7aaa-8bbb-000000000000' }))],
  ['a session that is none', () => bearer(token({ jti: "' or true --" }))],
  ['a session of another type', () => bearer(token({ jti: 5 }))],
  ['no person', () => bearer(token({ sub: undefined }))],
  ['another person', () => bearer(token({ sub: '5000000099' }))],
  ['a person that is none', () => bearer(token({ sub: 'Ada' }))],
  ['a person of another type', () => bearer(token({ sub: BUYER }))],
  ['no end', () => bearer(token({ exp: undefined }))],
  ['an end in words', () => bearer(token({ exp: 'never' }))],
  ['an end that is past', () => bearer(token({ exp: yesterday() }))],
  ['a beginning that is not yet', () => bearer(token({ nbf: 9_999_999_999 }))],
]

describe('whoever comes with anything else is refused, always in the same words', () => {
  test.each(REFUSED)('%s', async (_, headers) => {
    const answer = await me(headers())
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="starpass"')
    // case 100
    expect(answer.json()).toEqual({
      type: 'urn:starpass:problem:session',
      title: 'Unauthorized',
      status: 401,
      detail: 'Not signed in, or no longer. Open the app again.',
      instance: '/api/v1/me',
      request_id: answer.headers['x-request-id'],
    })
  })

  test('on every route where somebody must be signed in, before a byte of the body is read', async () => {
    const routes = await routesUnder(stage.app, /^\/api\/v1\/(me|billing|miniapp|devices)\b/)
    const guarded = routes.filter(({ url }) => !url.endsWith('/exchange-initdata'))
    expect(guarded.map(({ method, url }) => `${method} ${url}`)).toEqual(
      expect.arrayContaining([
        'GET /api/v1/me',
        'GET /api/v1/me/entitlements',
        'GET /api/v1/me/sessions',
        'POST /api/v1/billing/stars-invoice',
        'GET /api/v1/billing/invoices',
        'POST /api/v1/miniapp/renew',
        'POST /api/v1/miniapp/logout',
        'POST /api/v1/miniapp/logout-everywhere',
      ]),
    )
    for (const { method, url } of guarded) {
      for (const [credential, headers] of REFUSED) {
        // The session itself is open: what is old may become new, there alone.
        if (url.endsWith('/renew') && credential === 'an end that is past') continue
        const sent = { ...headers(), 'content-type': 'application/json' }
        const payload = method === 'GET' ? {} : { payload: '{broken' }
        const answer = await stage.app.inject({ method, url, headers: sent, ...payload })
        expect(answer.statusCode, `${method} ${url} with ${credential}`).toBe(401)
        expect(answer.json().type).toBe('urn:starpass:problem:session')
      }
    }
    expect((await me(bearer(token()))).statusCode).toBe(200)
  })

  test('and a session opens nothing for other services', async () => {
    const url = `/api/v1/people/${BUYER}/entitlements`
    expect((await stage.app.inject({ url, headers: bearer(token()) })).statusCode).toBe(401)
  })

  // case 106
  test('and the log says nothing of what they came with', () => {
    expect(stage.raw()).not.toContain(SECRET)
    expect(stage.raw()).not.toContain(token().split('.')[1])
  })
})

test('the token of another shop with the same secret is worth nothing here', async () => {
  const other = await openStage({ miniApp: { publicUrl: 'https://other.example' } })
  const headers = await enter(other)
  expect((await other.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(200)
  expect((await me(headers)).statusCode).toBe(401)
  await other.close()
})

test('without an address of its own a shop has no sessions at all', async () => {
  const plain = await openStage({ miniApp: null })
  expect(await routesUnder(plain.app, /miniapp|\/me|billing/)).toEqual([])
  const answer = await plain.app.inject({ method: 'POST', url: '/api/v1/miniapp/exchange-initdata' })
  expect(answer.statusCode).toBe(404)
  await plain.close()
})
