import { createHash } from 'node:crypto'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerKey } from '../../server/answer-key.ts'
import { createApp } from '../../server/app.ts'
import { answerKey } from '../support/answer-keys.ts'
import { days } from '../support/books.ts'
import { AS_SERVICE, BUYER, buy, KEY, openStage, type Stage } from './stage.ts'

const ISSUER = 'https://shop.example'
const PATH = `/api/v1/people/${BUYER}/entitlements`
const AS_JWT = { ...AS_SERVICE, accept: 'application/jwt' }
const keys = ['EdDSA', 'ES256', 'ES384', 'RS256'].map(kind => answerKey(kind, `key-${kind}`))

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

let stage: Stage
beforeAll(async () => {
  const apiKeys = [
    { name: 'media-server', sha256: hashOf(KEY) },
    { name: 'forum', sha256: hashOf('key-of-the-forum') },
  ]
  stage = await openStage({ signing: { issuer: ISSUER, keys }, apiKeys })
  await buy(stage, 'month')
})
afterAll(() => stage.close())

const ask = (headers: Record<string, string> = AS_JWT, path = PATH) =>
  stage.app.inject({ url: path, headers })

/** The same books, as a process with these keys serves them. */
function signingWith(...signing: AnswerKey[]) {
  const app = createApp({
    ...stage.dependencies,
    ...{ registry: new Registry(), miniApp: null },
    signing: { issuer: ISSUER, keys: signing },
  })
  const get = async (url: string) => (await app.inject({ url, headers: AS_JWT })).body
  return {
    close: () => app.close(),
    token: () => get(PATH),
    keySet: async (): Promise<JSONWebKeySet> => JSON.parse(await get('/.well-known/jwks.json')),
  }
}

type Key = Parameters<typeof jwtVerify>[1] | ReturnType<typeof createLocalJWKSet>
const verified = (token: string, key: Key) =>
  jwtVerify(token, key as ReturnType<typeof createLocalJWKSet>, {
    issuer: ISSUER,
    audience: 'media-server',
    typ: 'entitlements+jwt',
    currentDate: stage.clock.now(),
  })

describe('a signed answer', () => {
  it('is what the list says, for who asked, and verified offline', async () => {
    const response = await ask()
    expect(response.headers['content-type']).toBe('application/jwt')
    const keySet: JSONWebKeySet = (await ask({}, '/.well-known/jwks.json')).json()
    const { payload, protectedHeader } = await verified(response.body, createLocalJWKSet(keySet))

    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'key-EdDSA', typ: 'entitlements+jwt' })
    const iat = payload.iat ?? 0
    expect(payload).toEqual({
      iss: ISSUER,
      aud: 'media-server',
      sub: String(BUYER),
      iat: expect.any(Number),
      exp: iat + 300,
      entitlements: (await ask(AS_SERVICE)).json(),
    })
    expect(payload['entitlements']).toMatchObject([{ key: 'pro', active: true }])
  })

  it('is not sent again while what they have is good, and is for nobody else', async () => {
    stage.clock.stand()
    const first = await ask()
    const { etag = '', 'cache-control': kept = '' } = first.headers
    // Two of them, signed one after the other, are not the same bytes.
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/)
    expect(Number(/^private, max-age=(\d+)$/.exec(String(kept))?.[1])).toBeLessThanOrEqual(150)
    for (const known of [etag, String(etag).slice(2)]) {
      const again = await ask({ ...AS_JWT, 'if-none-match': known })
      expect([again.statusCode, again.body, again.headers['cache-control']]).toEqual([304, '', kept])
    }
    const asForum = { ...AS_JWT, authorization: 'Bearer key-of-the-forum', 'if-none-match': etag }
    const forum = await ask(asForum)
    expect(forum.statusCode).toBe(200)
    expect(decodeJwt(forum.body).aud).toBe('forum')
    stage.clock.advance(150_000)
    expect((await ask({ ...AS_JWT, 'if-none-match': etag })).statusCode).toBe(200)
  })

  it('ends when the access it tells of does', async () => {
    const [held] = await stage.billing.accessOf(BUYER)
    const end = +(held?.endsAt ?? 0)
    stage.clock.advance(end - +stage.clock.now() - 60_000)
    const { payload } = await verified((await ask()).body, createLocalJWKSet({ keys: keys.map(publicOf) }))
    expect(payload.exp).toBe(Math.floor(end / 1000))
    expect(payload['entitlements']).toMatchObject([{ active: true }])

    stage.clock.advance(days(1))
    const after = await verified((await ask()).body, createLocalJWKSet({ keys: keys.map(publicOf) }))
    expect(after.payload['entitlements']).toMatchObject([{ active: false }])
  })

  it.each([
    ['application/jwt', 'application/jwt'],
    ['application/jwt, application/json;q=0.9', 'application/jwt'],
    ['APPLICATION/JWT, */*', 'application/jwt'],
    ['text/html, application/jwt;q=0.5', 'application/jwt'],
    ['application/json, application/jwt', 'application/json; charset=utf-8'],
    ['application/json, application/jwt;q=0.9', 'application/json; charset=utf-8'],
    ['application/jwt;q=0, */*', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html', 'application/json; charset=utf-8'],
  ])('is given to who asks for it: %s', async (accept, type) => {
    expect((await ask({ ...AS_SERVICE, accept })).headers['content-type']).toBe(type)
  })

  it('cannot be had without a key, and the refusal says what to do', async () => {
    const bare = createApp({
      ...stage.dependencies,
      ...{ registry: new Registry(), miniApp: null, signing: undefined },
    })
    const response = await bare.inject({ url: PATH, headers: AS_JWT })
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({
      status: 406,
      type: 'urn:starpass:problem:not-signed',
      detail: expect.stringContaining('ANSWER_SIGNING_KEYS'),
    })
    expect((await bare.inject('/.well-known/jwks.json')).json()).toEqual({ keys: [] })
    await bare.close()
  })
})

const publicOf = ({ publicJwk }: AnswerKey) => publicJwk

describe('the keys', () => {
  it('are published without what is secret of them, for anybody, to be kept for five minutes', async () => {
    const response = await ask({}, '/.well-known/jwks.json')
    expect(response.headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      etag: expect.any(String),
    })
    const known = await ask({ 'if-none-match': String(response.headers['etag']) }, '/.well-known/jwks.json')
    expect(known.statusCode).toBe(304)

    const published: { keys: object[] } = response.json()
    expect(published.keys.map(key => Object.keys(key).sort().join())).toEqual([
      'alg,crv,kid,kty,use,x',
      'alg,crv,kid,kty,use,x,y',
      'alg,crv,kid,kty,use,x,y',
      'alg,e,kid,kty,n,use',
    ])
  })

  it('change without one answer that fails, also for who has the set of the step before', async () => {
    const [old, next] = [answerKey('ES256', 'old'), answerKey('EdDSA', 'next')]
    const steps = [[old], [old, next], [next, old], [next]].map(all => signingWith(...all))
    const told = await Promise.all(
      steps.map(async step => ({ token: await step.token(), keySet: await step.keySet() })),
    )
    const used: unknown[] = []
    for (const [at, { token }] of told.entries())
      for (const known of [told[at - 1], told[at]])
        if (known) used.push((await verified(token, createLocalJWKSet(known.keySet))).protectedHeader.kid)
    expect(used).toEqual(['old', 'old', 'old', 'next', 'next', 'next', 'next'])

    // Who asks for the set again at a key they do not know needs no step between.
    let [serving] = steps
    const remote = createRemoteJWKSet(new URL(`${ISSUER}/.well-known/jwks.json`), {
      cooldownDuration: 0,
      [customFetch]: async () => Response.json(await serving?.keySet()),
    })
    await verified(told[0]?.token ?? '', remote)
    serving = steps[2]
    await verified(told[2]?.token ?? '', remote)
    await Promise.all(steps.map(step => step.close()))
  })
})
