import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aDevice } from '../support/device.ts'
import { routesOf, toAsk } from './routes.ts'
import { AS_SERVICE, BUYER, openStage, type Stage, signIn } from './stage.ts'

/** What needs no session, and why. Whatever is not among them does, also what is yet to be written. */
const OPEN = [
  'GET /health/live',
  'GET /health/ready',
  'GET /api/v1/catalog',
  'GET /api/v1/shop',
  'GET /.well-known/jwks.json',
  'GET /openapi.json',
  'GET /app',
  'GET /app/*',
  // Where Stripe leads people back to.
  'GET /return/:from',
  // Begins one.
  'POST /api/v1/miniapp/exchange-initdata',
]
/** Proves itself by its signature: 400 without one. */
const SIGNED = ['POST /api/v1/stripe/webhook']
/** For other services, with an API key. */
const WITH_KEY = [
  'GET /api/v1/people/:telegram_id/entitlements',
  'GET /api/v1/people/:telegram_id/entitlements/:key',
]
/** For devices, each with its own secret. */
const WITH_SECRET = ['GET /api/v1/device/entitlements']

let stage: Stage
let routes: string[]
beforeAll(async () => {
  stage = await openStage({
    stripeWebhook: { secrets: ['whsec_1'], livemode: false, now: () => new Date() },
  })
  routes = await routesOf(stage.app)
})
afterAll(() => stage.close())

const ask = (route: string, headers: Record<string, string>) =>
  stage.app.inject({ ...toAsk(route), headers, payload: {} })

/** A token signed by hand, as somebody would who makes their own. */
function token(claims: object, secret: string, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** Everything that is no session, or was one: by what is wrong with it. */
async function credentials(): Promise<Record<string, string>> {
  const { sessionSecret = '', botToken = '' } = stage.dependencies.miniApp ?? {}
  const { authorization } = await signIn(stage)
  const good = authorization.slice('Bearer '.length)
  const claims: Record<string, unknown> = stage.app.jwt.decode(good) ?? {}
  const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
  const made = (changes: object) => `Bearer ${token({ ...claims, ...changes }, sessionSecret)}`

  const [ended, other] = [await signIn(stage), await signIn(stage, { id: BUYER + 1 })]
  await stage.app.inject({ method: 'POST', url: '/api/v1/miniapp/logout', headers: ended })
  const theirs: Record<string, unknown> = stage.app.jwt.decode(other.authorization.slice(7)) ?? {}
  expect((await ask('GET /api/v1/me', { authorization: made({}) })).statusCode).toBe(200)
  return {
    nothing: '',
    'no token': 'Bearer ',
    nonsense: 'Bearer nonsense',
    'another scheme': `Basic ${good}`,
    'the key of another service': AS_SERVICE.authorization,
    'the secret of their device': (await theDevice()).authorization,
    'the token of the bot': `Bearer ${botToken}`,
    'the secret itself': `Bearer ${sessionSecret}`,
    'another audience': made({ aud: 'device' }),
    'another issuer': made({ iss: 'https://other.example' }),
    'its time over': made({ exp: Math.floor(+stage.clock.now() / 1000) }),
    'a session that never was': made({ jti: '01900000-0000-7000-8000-000000000000' }),
    'a session that is no id': made({ jti: "' or true" }),
    'another’s session': made({ jti: theirs['jti'] }),
    'another’s name': made({ sub: String(BUYER + 1) }),
    'a session that was signed out': ended.authorization,
    'another secret': `Bearer ${token(claims, 'x'.repeat(32))}`,
    'no signature': `Bearer ${token(claims, sessionSecret, { alg: 'none', typ: 'JWT' }).replace(/[^.]*$/, '')}`,
    'another algorithm': `Bearer ${token(claims, sessionSecret, { alg: 'HS384', typ: 'JWT' })}`,
    ...Object.fromEntries(
      ['iss', 'aud', 'sub', 'jti', 'exp'].map(name => [
        `no ${name}`,
        `Bearer ${token(without(name), sessionSecret)}`,
      ]),
    ),
  }
}

/** The only living device of the buyer, as it asks. */
async function theDevice(): Promise<{ authorization: string }> {
  const { devices } = stage.billing
  const [before] = (await devices.list(BUYER)).devices
  if (before) await devices.revoke({ personId: BUYER, deviceId: before.id })
  return { authorization: `Bearer ${(await aDevice(stage, BUYER)).secret}` }
}

it('whatever is not open to everybody wants a session', async () => {
  const answers = await Promise.all(routes.map(async route => [route, await ask(route, {})] as const))
  const letIn = answers.filter(([, { statusCode }]) => statusCode !== 401).map(([route]) => route)
  expect(letIn.toSorted()).toEqual([...OPEN, ...SIGNED].toSorted())
  expect(routes.length - letIn.length).toBeGreaterThanOrEqual(17 + WITH_KEY.length + WITH_SECRET.length)
})

// case 98
it('no other credential passes as a session, on any route, and all are refused in the same words', async () => {
  const closed = routes.filter(route => ![...OPEN, ...SIGNED, ...WITH_KEY, ...WITH_SECRET].includes(route))
  for (const [what, authorization] of Object.entries(await credentials())) {
    const answers = await Promise.all(
      closed.map(async route => ({
        route,
        response: await ask(route, authorization ? { authorization } : {}),
      })),
    )
    for (const { route, response } of answers) {
      // A token that slept too long takes its session up again, there and nowhere else.
      if (what === 'its time over' && route === 'POST /api/v1/miniapp/renew') continue
      const said = `${what} on ${route}`
      expect(response.statusCode, said).toBe(401)
      expect(response.headers['content-type'], said).toContain('application/problem+json')
      expect(response.json(), said).toMatchObject({
        type: 'urn:starpass:problem:session',
        detail: 'Not signed in, or no longer. Open the app again.',
      })
    }
  }
})

it('a session passes on each of them', async () => {
  const closed = routes.filter(route => ![...OPEN, ...SIGNED, ...WITH_KEY, ...WITH_SECRET].includes(route))
  for (const route of closed) {
    const { statusCode } = await ask(route, await signIn(stage))
    expect(statusCode, route).not.toBe(401)
    expect(statusCode, route).toBeLessThan(500)
  }
})

// case 98
it('a session is no key of another service, and neither is the secret of a device', async () => {
  for (const route of WITH_KEY) {
    expect((await ask(route, await signIn(stage))).statusCode, route).toBe(401)
    expect((await ask(route, await theDevice())).statusCode, route).toBe(401)
    expect((await ask(route, AS_SERVICE)).statusCode, route).not.toBe(401)
  }
})

// case 98
it('whatever is not its own secret passes for no device, and all is refused in the same words', async () => {
  const { 'the secret of their device': own, ...others } = await credentials()
  const wrong = { ...others, 'a session': (await signIn(stage)).authorization }
  for (const route of WITH_SECRET) {
    expect((await ask(route, { authorization: own ?? '' })).statusCode, route).toBe(200)
    for (const [what, authorization] of Object.entries(wrong)) {
      const response = await ask(route, authorization ? { authorization } : {})
      expect(response.statusCode, what).toBe(401)
      expect(response.headers['www-authenticate'], what).toBe('Bearer realm="starpass"')
      expect(response.json(), what).toMatchObject({
        type: 'urn:starpass:problem:device',
        detail: 'Send the secret of a registered device: Authorization: Bearer <secret>.',
      })
    }
  }
})

// case 62
it('no session, and no key, signs for Stripe', async () => {
  for (const route of SIGNED)
    for (const headers of [{}, await signIn(stage), AS_SERVICE])
      expect((await ask(route, headers)).statusCode, route).toBe(400)
})
