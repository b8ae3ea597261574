import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFrame } from '../../server/frame.ts'
import { createLimit, limited, useLimits } from '../../server/limit.ts'
import { createLogger } from '../../server/log.ts'
import { operationsOf } from './described.ts'
import { AS_SERVICE, BUYER, openStage, type Stage, signIn } from './stage.ts'

describe('a limit', () => {
  const by = ({ headers }: { headers: NodeJS.Dict<string | string[]> }) => String(headers['x-who'])
  const app = createFrame(
    createLogger('silent'),
    app => {
      const [few, fewer] = [
        createLimit(app, { name: 'few', perMinute: 3, by }),
        createLimit(app, { name: 'fewer', perMinute: 2, by: () => 'all', detail: 'Enough.' }),
      ]
      const onRequest = few.onRequest
      app.get('/one', { onRequest }, async () => 'fine')
      app.get('/two', { onRequest: limited(onRequest, fewer) }, async () => 'fine')
    },
    { prepare: useLimits },
  )
  afterAll(() => app.close())
  const ask = (url: string, who: string) => app.inject({ url, headers: { 'x-who': who } })

  it('says what it is and what is left of it, and refuses one too many until it is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const left = async () => String((await ask('/one', 'ada')).headers['ratelimit'])
      expect([await left(), await left(), await left()]).toEqual([
        ...['"few";r=2;t=60', '"few";r=1;t=60', '"few";r=0;t=60'],
      ])
      vi.setSystemTime(Date.now() + 20_500)
      const refused = await ask('/one', 'ada')
      expect(refused.statusCode).toBe(429)
      expect(refused.headers).toMatchObject({
        'ratelimit-policy': '"few";q=3;w=60',
        ratelimit: '"few";r=0;t=40',
        'retry-after': '40',
        'content-type': 'application/problem+json; charset=utf-8',
      })
      expect(refused.json()).toMatchObject({
        type: 'urn:starpass:problem:too-many',
        detail: 'Too many requests. Try again in 40 s.',
      })
      expect((await ask('/one', 'bob')).statusCode).toBe(200)
      vi.setSystemTime(Date.now() + 39_500)
      expect((await ask('/one', 'ada')).statusCode).toBe(200)
    } finally {
      vi.useRealTimers()
    }
  })

  it('beside another is told beside it, and either refuses', async () => {
    const first = await ask('/two', 'eve')
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"few";q=3;w=60, "fewer";q=2;w=60',
      ratelimit: '"few";r=2;t=60, "fewer";r=1;t=60',
    })
    await ask('/two', 'joe')
    const refused = await ask('/two', 'eve')
    expect([refused.statusCode, refused.json().detail]).toEqual([429, 'Enough. Try again in 60 s.'])
  })
})

describe('over HTTP', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({
      stripeWebhook: { secrets: ['whsec_1'], livemode: false, now: () => new Date() },
      telegramWebhook: { secret: 'secret', receive: async () => null },
    })
  })
  afterAll(() => stage.close())

  it('every route is under one, except for providers that bring news and whoever watches', async () => {
    const session = await signIn(stage)
    const policies: Record<string, Set<string>> = {}
    for (const { method, path, security, tags } of await operationsOf(stage.app)) {
      // What ends the session is another’s.
      const person = path.includes('logout') ? await signIn(stage, { id: BUYER + 1 }) : session
      const headers = 'apiKey' in (security[0] ?? {}) ? AS_SERVICE : person
      const answer = await stage.app.inject({ method, url: path.replace(/\{\w+\}/g, '7'), headers })
      const names = String(answer.headers['ratelimit-policy'] ?? 'none').replaceAll(/";q=(\d+);w=60/g, ' $1"')
      for (const tag of tags) policies[tag] = (policies[tag] ?? new Set()).add(names.replaceAll('"', ''))
    }
    expect(policies).toEqual({
      about: new Set(['public 300']),
      billing: new Set(['person 120', 'person 120, card 10']),
      devices: new Set(['person 120', 'device-unknown 300']),
      health: new Set(['none']),
      me: new Set(['person 120']),
      services: new Set(['api-key 6000', 'key-set 300']),
      session: new Set(['person 120', 'sign-in 10']),
      shop: new Set(['public 300', 'return 300']),
      webhooks: new Set(['none']),
    })
  })
})
