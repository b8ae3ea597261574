import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { ADMIN } from '../support/books.ts'
import { newRequest } from '../support/sale.ts'
import { enter, exchange, opening } from './arrival.ts'
import { BUYER, openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

type Headers = Record<string, string>
type App = ReturnType<typeof createApp>

const me = async (headers: Headers, app: App = stage.app) =>
  (await app.inject({ url: '/api/v1/me', headers })).statusCode
const post = (name: string, headers: Headers) =>
  stage.app.inject({ method: 'POST', url: `/api/v1/miniapp/${name}`, headers })
const sessions = async (headers: Headers) =>
  (await stage.app.inject({ url: '/api/v1/me/sessions', headers })).json()
const kindOf = (answer: { json(): { type: string } }) =>
  answer.json().type.replace('urn:starpass:problem:', '')

/** The same shop in another process, or the next one in its place. */
async function another(work: (app: App) => Promise<void>): Promise<void> {
  const app = createApp({ ...stage.dependencies, billing: await stage.reopen(), registry: new Registry() })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}

const someoneNew = (() => {
  let last = 6_000_000_000
  return () => opening(stage, { user: { id: ++last } })
})()

// case 99
describe('while the app stays open', () => {
  test('its token is renewed in time: the same session, a token that lasts longer', async () => {
    const first = await enter(stage, someoneNew())
    stage.clock.advance(14 * 60_000)
    const answer = await post('renew', first)
    expect(answer.statusCode).toBe(200)
    const { access_token, expires_in } = answer.json()
    expect(answer.json()).toEqual({ access_token, token_type: 'bearer', expires_in })
    expect([899, 900]).toContain(expires_in)
    const second = { authorization: `Bearer ${access_token}` }
    stage.clock.advance(2 * 60_000)
    expect(await me(first)).toBe(401)
    expect(await me(second)).toBe(200)
    expect(await sessions(second)).toHaveLength(1)
  })

  // case 51: at the default settings its initData is as old as its token.
  test('or later: a token that has run out is good for a new one, and for nothing else', async () => {
    const initData = someoneNew()
    const headers = await enter(stage, initData)
    stage.clock.advance(16 * 60_000)
    for (const name of ['logout', 'logout-everywhere'])
      expect((await post(name, headers)).statusCode).toBe(401)
    expect(await me(headers)).toBe(401)
    expect(kindOf(await exchange(stage.app, initData))).toBe('init-data-old')
    const answer = await post('renew', headers)
    expect(answer.statusCode).toBe(200)
    const renewed = { authorization: `Bearer ${answer.json().access_token}` }
    expect(await me(renewed)).toBe(200)
    expect(await sessions(renewed)).toHaveLength(1)
    expect(await me(headers)).toBe(401)
  })

  test.each(['logout-everywhere', 'admin'] as const)(
    'but not where they signed out meanwhile (%s)',
    async how => {
      const user = { id: 6_400_000_000 + how.length }
      const asleep = await enter(stage, opening(stage, { user }))
      stage.clock.advance(16 * 60_000)
      const by = { kind: 'admin', adminId: ADMIN, request: newRequest(), reason: 'a lost phone' } as const
      if (how === 'admin') await stage.billing.sessions.endAll(user.id, by)
      else await post(how, await enter(stage, opening(stage, { user })))
      const answer = await post('renew', asleep)
      expect([answer.statusCode, kindOf(answer)]).toEqual([401, 'session'])
    },
  )

  test('nor is it renewed past twelve hours', async () => {
    let headers = await enter(stage, someoneNew())
    for (let renewals = 0; ; renewals++) {
      stage.clock.advance(14 * 60_000)
      const answer = await post('renew', headers)
      if (answer.statusCode === 401) break
      expect(renewals).toBeLessThan(52)
      headers = { authorization: `Bearer ${answer.json().access_token}` }
      if (renewals === 50) expect(answer.json().expires_in).toBeLessThanOrEqual(6 * 60)
    }
    expect(await me(headers)).toBe(401)
  })

  test('nor after them, however short its token was', async () => {
    const headers = await enter(stage, someoneNew())
    stage.clock.advance(12 * 60 * 60_000)
    const answer = await post('renew', headers)
    expect([answer.statusCode, kindOf(answer)]).toEqual([401, 'session'])
  })
})

// case 97
describe('signing out', () => {
  test('here ends this session: its token, its renewal and its initData are worth nothing', async () => {
    const initData = someoneNew()
    const headers = await enter(stage, initData)
    const answer = await post('logout', headers)
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expect(await me(headers)).toBe(401)
    expect((await post('renew', headers)).statusCode).toBe(401)
    expect((await post('logout', headers)).statusCode).toBe(401)
    const again = await exchange(stage.app, initData)
    // What the predecessor had no guard against.
    expect([again.statusCode, kindOf(again)]).toEqual([401, 'init-data-replayed'])
  })

  test('everywhere ends all of theirs, and nobody else’s', async () => {
    const user = { id: 6_100_000_000 }
    const [here, there] = [
      await enter(stage, opening(stage, { user })),
      await enter(stage, opening(stage, { user })),
    ]
    const others = await enter(stage, someoneNew())
    const listed = await sessions(here)
    expect(listed).toMatchObject([{ current: false }, { current: true }])
    expect(listed[0]).toEqual({
      id: expect.any(String),
      begun_at: expect.stringMatching(/^2026-.*Z$/),
      seen_at: expect.stringMatching(/^2026-.*Z$/),
      current: false,
    })
    const answer = await post('logout-everywhere', here)
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    for (const headers of [here, there]) expect(await me(headers)).toBe(401)
    expect(await me(others)).toBe(200)
    expect(await me(await enter(stage, opening(stage, { user })))).toBe(200)
  })

  test('by an admin is at once as well, and the initData does not bring them back', async () => {
    const user = { id: 6_200_000_000 }
    const initData = opening(stage, { user })
    const headers = await enter(stage, initData)
    const by = { kind: 'admin', adminId: ADMIN, request: newRequest(), reason: 'a lost phone' } as const
    await stage.billing.sessions.endAll(user.id, by)
    expect(await me(headers)).toBe(401)
    expect(kindOf(await exchange(stage.app, initData))).toBe('init-data-replayed')
  })
})

describe('more processes, same truth', () => {
  test('a token is good in another process, and after a restart; a logout is seen there at once', async () => {
    const headers = await enter(stage)
    await another(async app => {
      expect(await me(headers, app)).toBe(200)
      await post('logout', headers)
      expect(await me(headers, app)).toBe(401)
      expect(await me(headers)).toBe(401)
    })
    const later = await enter(stage)
    await another(async app => expect(await me(later, app)).toBe(200))
  })

  test('initData exchanged in both at once begins one session', async () => {
    const user = { id: 6_300_000_000 }
    const initData = opening(stage, { user })
    await another(async app => {
      const apps = [stage.app, app, stage.app, app, stage.app, app]
      const answers = await Promise.all(apps.map(each => exchange(each, initData)))
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(6).fill(200))
    })
    expect(await stage.billing.sessions.list(user.id)).toHaveLength(1)
  })
})

test('whom the bot could not reach stays so until they let it write to them', async () => {
  const user = { id: BUYER + 1 }
  const isLost = async () => (await stage.billing.story(user.id))?.person.unreachableAt !== null
  await enter(stage, opening(stage, { user }))
  await stage.billing.lose(user.id, 'blocked')
  await enter(stage, opening(stage, { user: { ...user, allows_write_to_pm: false } }))
  expect(await isLost()).toBe(true)
  await enter(stage, opening(stage, { user: { ...user, allows_write_to_pm: true } }))
  expect(await isLost()).toBe(false)
})
