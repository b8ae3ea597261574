// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turn } from './device.ts'
import { dropped, json, problem } from './scripted-server.ts'
import { EXCHANGE, RENEW, SessionStage } from './session-stage.ts'

describe('a session whose token is refused', () => {
  let stage: SessionStage
  let server: SessionStage['server']
  let session: SessionStage['session']
  const newToken = (seconds: number) => stage.newToken(seconds)

  beforeEach(async () => {
    stage = await SessionStage.open()
    server = stage.server
    session = stage.session
  })
  afterEach(SessionStage.close)

  it('is taken up again once, however many calls find their token refused at once', async () => {
    await session.signIn()
    stage.lapse()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => session.callSignedIn({ path: 'me' })))
    expect(answers).toEqual(Array(5).fill({ kind: 'ok', value: 'in' }))
    // case 97
    expect([server.count(RENEW), server.count(EXCHANGE)]).toEqual([1, 1])
    expect(session.stage.value).toEqual({ kind: 'in' })
  })

  // case 51: at the default settings the initData is as old as the token.
  it('goes on after a sleep that was longer than its token and what Telegram signed are good for', async () => {
    await session.signIn()
    session.keepSession()
    server.on(EXCHANGE, () => problem(401, 'init-data-old'))
    turn('hidden')
    stage.lapse()
    vi.setSystemTime(Date.now() + 960_000)
    turn('visible')
    const answers = await Promise.all([1, 2, 3].map(() => session.callSignedIn({ path: 'me' })))
    expect(answers).toEqual(Array(3).fill({ kind: 'ok', value: 'in' }))
    expect([server.count(RENEW), server.count(EXCHANGE)]).toEqual([1, 1])
  })

  it('begins anew, once, with what Telegram signed where its token is worth nothing any more', async () => {
    await session.signIn()
    stage.lapse()
    server.on(RENEW, () => problem(401, 'session'))
    const answers = await Promise.all([1, 2, 3].map(() => session.callSignedIn({ path: 'me' })))
    expect(answers).toEqual(Array(3).fill({ kind: 'ok', value: 'in' }))
    expect([server.count(RENEW), server.count(EXCHANGE)]).toEqual([1, 2])
  })

  it('is asked for again ever more slowly where it could not begin anew either', async () => {
    await session.signIn()
    server.on(RENEW, () => problem(401, 'session')).on(EXCHANGE, dropped)
    await vi.advanceTimersByTimeAsync(660_000)
    expect([server.count(RENEW), server.count(EXCHANGE)]).toEqual([6, 7])
    expect(session.stage.value).toEqual({ kind: 'in' })
    server.on(EXCHANGE, () => newToken(900))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'ok', value: 'in' })
  })

  it('that others have taken up meanwhile is not taken up a second time', async () => {
    await session.signIn()
    const late = Promise.withResolvers<Response>()
    server.on('GET late', ({ headers }) =>
      headers['authorization'] === 'Bearer token-1' ? late.promise : json('late, and in'),
    )
    const answer = session.callSignedIn({ path: 'late' })
    stage.lapse()
    await session.callSignedIn({ path: 'me' })
    late.resolve(problem(401, 'session'))
    expect(await answer).toEqual({ kind: 'ok', value: 'late, and in' })
    expect(server.count(RENEW)).toBe(1)
  })

  it('does not go round where every token is refused', async () => {
    await session.signIn()
    server.on('GET me', () => problem(401, 'session'))
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'unauthorized', problem: 'session' })
    const counts = [EXCHANGE, RENEW, 'GET me'].map(path => server.count(path))
    expect(counts).toEqual([1, 1, 2])
  })

  it('tells a call that the network is gone where it could not be taken up again', async () => {
    await session.signIn()
    stage.lapse()
    server.on(RENEW, dropped)
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'offline' })
    expect(session.stage.value).toEqual({ kind: 'in' })
  })

  it('that is shut while it is taken up asks for nothing any more', async () => {
    await session.signIn()
    stage.lapse()
    const late = Promise.withResolvers<Response>()
    server.on(RENEW, () => late.promise)
    const answer = session.callSignedIn({ path: 'me' })
    await vi.advanceTimersByTimeAsync(0)
    session.shut('ended')
    late.resolve(newToken(900))
    expect(await answer).toEqual({ kind: 'unauthorized', problem: 'session' })
    expect([server.count('GET me'), server.asked.length]).toEqual([1, 3])
  })
})
