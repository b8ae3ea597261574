import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AS_SERVICE, BUYER, openStage, type Stage, signIn } from './stage.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What needs no session, and why. Whatever is not among them does, also what is yet to be written. */
const OPEN = [
  'GET /health/live',
  'GET /health/ready',
  'GET /api/v1/catalog',
  'GET /api/v1/shop',
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

let stage: Stage
let routes: string[]
beforeAll(async () => {
  stage = await openStage({
    stripeWebhook: { secrets: ['whsec_1'], livemode: false, now: () => new Date() },
  })
  await stage.app.ready()
  routes = await allRoutes()
})
afterAll(() => stage.close())

type Method = (typeof METHODS)[number]
const ask = (route: string, headers: Record<string, string>) => {
  const [method = '', path = ''] = route.split(' ')
  const url = path.replace(/:\w+/g, '7').replace('*', 'x')
  return stage.app.inject({ method: method as Method, url, headers, payload: {} })
}

/** Every route there is, as `GET /api/v1/me`, read from the tree that the router prints. */
async function allRoutes(): Promise<string[]> {
  const folders: string[] = []
  const known: string[] = []
  for (const line of stage.app.printRoutes({ commonPrefix: false }).trimEnd().split('\n')) {
    const [, indent = '', piece = '', methods = ''] = /^(.*?)[├└]── (\S*) \((.*)\)$/.exec(line) ?? []
    folders.splice(indent.length / 4)
    // The slash before a star is not printed.
    folders.push(piece === '*' ? '/*' : piece)
    for (const method of METHODS)
      if (methods.split(', ').includes(method)) known.push(`${method} ${folders.join('')}`)
  }
  const answers = await Promise.all(known.map(async route => [route, await ask(route, {})] as const))
  return answers.filter(([, { statusCode }]) => statusCode !== 405).map(([route]) => route)
}

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

it('whatever is not open to everybody wants a session', async () => {
  const answers = await Promise.all(routes.map(async route => [route, await ask(route, {})] as const))
  const letIn = answers.filter(([, { statusCode }]) => statusCode !== 401).map(([route]) => route)
  expect(letIn.toSorted()).toEqual([...OPEN, ...SIGNED].toSorted())
  expect(routes.length - letIn.length).toBeGreaterThanOrEqual(13 + WITH_KEY.length)
})

// case 98
it('no other credential passes as a session, on any route, and all are refused in the same words', async () => {
  const closed = routes.filter(route => ![...OPEN, ...SIGNED, ...WITH_KEY].includes(route))
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
  const closed = routes.filter(route => ![...OPEN, ...SIGNED, ...WITH_KEY].includes(route))
  for (const route of closed) {
    const { statusCode } = await ask(route, await signIn(stage))
    expect(statusCode, route).not.toBe(401)
    expect(statusCode, route).toBeLessThan(500)
  }
})

// case 98
it('a session is no key of another service', async () => {
  for (const route of WITH_KEY) {
    expect((await ask(route, await signIn(stage))).statusCode, route).toBe(401)
    expect((await ask(route, AS_SERVICE)).statusCode, route).not.toBe(401)
  }
})

// case 62
it('no session, and no key, signs for Stripe', async () => {
  for (const route of SIGNED)
    for (const headers of [{}, await signIn(stage), AS_SERVICE])
      expect((await ask(route, headers)).statusCode, route).toBe(400)
})
