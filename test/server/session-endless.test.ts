import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange, opening } from './arrival.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  const endless = Number.MAX_SAFE_INTEGER
  stage = await openStage({ miniApp: { sessionTtlSeconds: endless, initDataMaxAgeSeconds: endless } })
})
afterAll(() => stage.close())

// SESSION_TTL_SECONDS and INIT_DATA_MAX_AGE_SECONDS may be any whole number.
test('where all is good for ever, people sign in, stay in and sign out', async () => {
  const initData = opening(stage, { secondsAgo: 400 * 86_400 })
  const answer = await exchange(stage.app, initData)
  expect(answer.statusCode).toBe(200)
  const { access_token, expires_in } = answer.json()
  expect(expires_in).toBeGreaterThan(9 * 366 * 86_400)

  const headers = { authorization: `Bearer ${access_token}` }
  const renewed = await stage.app.inject({ method: 'POST', url: '/api/v1/miniapp/renew', headers })
  expect(renewed.json()).toMatchObject({ expires_in: expect.closeTo(expires_in, -1) })
  const out = await stage.app.inject({ method: 'POST', url: '/api/v1/miniapp/logout', headers })
  expect(out.statusCode).toBe(204)
  expect((await exchange(stage.app, initData)).statusCode).toBe(401)
})
