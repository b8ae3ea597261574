import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routesOf, toAsk } from './routes.ts'
import { openStage, type Stage, signIn } from './stage.ts'

const ELSEWHERE = 'https://evil.example'

let stage: Stage
let routes: string[]
beforeAll(async () => {
  stage = await openStage({
    stripeWebhook: { secrets: ['whsec_1'], livemode: false, now: () => new Date() },
    telegramWebhook: { secret: 'secret', receive: async () => null },
  })
  routes = await routesOf(stage.app)
})
afterAll(() => stage.close())

describe('on every route', () => {
  it('browsers are asked for caution, and who may frame it is told in one way', async () => {
    const session = await signIn(stage)
    for (const route of [...routes, 'GET /docs', 'GET /nothing', 'DELETE /app/'])
      for (const headers of [{}, session]) {
        const { headers: got } = await stage.app.inject({ ...toAsk(route), headers })
        expect(got, route).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        })
        expect(got['content-security-policy'], route).toMatch(/default-src 'none'.*frame-ancestors /)
        expect(got, route).not.toHaveProperty('x-frame-options')
        expect(got, route).not.toHaveProperty('x-powered-by')
      }
  })

  it('no page of another origin is let in, asked before or not', async () => {
    for (const route of [...routes, 'GET /docs/json']) {
      const { method, url } = toAsk(route)
      const asked = { origin: ELSEWHERE, 'access-control-request-method': method }
      const before = await stage.app.inject({ method: 'OPTIONS', url, headers: asked })
      expect(before.statusCode, route).toBe(405)
      const after = await stage.app.inject({ method, url, headers: { origin: ELSEWHERE } })
      for (const { headers } of [before, after])
        expect(Object.keys(headers).join(), route).not.toContain('access-control')
    }
  })
})
