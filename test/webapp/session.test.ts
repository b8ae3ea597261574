// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { initDataOf, turn } from './device.ts'
import { dropped, problem } from './scripted-server.ts'
import { EXCHANGE, RENEW, SessionStage } from './session-stage.ts'

describe('the session', () => {
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

  it('begins with what Telegram said of them, and keeps its token in memory alone', async () => {
    expect(session.stage.value).toEqual({ kind: 'starting' })
    await session.signIn()
    expect(session.stage.value).toEqual({ kind: 'in' })
    expect(server.asked[0]?.body).toEqual({ init_data: initDataOf('en') })
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'ok', value: 'in' })
    // case 99
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ''])
  })

  it('is renewed well before its token ends, without the person noticing', async () => {
    await session.signIn()
    await vi.advanceTimersByTimeAsync(599_999)
    expect(server.count(RENEW)).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(server.count(RENEW)).toBe(1)
    expect(server.asked.at(-1)?.headers['authorization']).toBe('Bearer token-1')
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'ok', value: 'in' })
    expect(server.count(EXCHANGE)).toBe(1)
  })

  it('is renewed on return, where the page slept over the moment', async () => {
    await session.signIn()
    session.keepSession()
    turn('hidden')
    vi.setSystemTime(Date.now() + 700_000)
    turn('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(server.count(RENEW)).toBe(1)
    turn('visible')
    expect(server.count(RENEW)).toBe(1)
  })

  it('is asked to be renewed ever more slowly while nobody answers', async () => {
    await session.signIn()
    server.on(RENEW, dropped)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(server.count(RENEW)).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.count(RENEW)).toBe(6)
    server.on(RENEW, () => newToken(900))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(server.count(RENEW)).toBe(7)
    await vi.advanceTimersByTimeAsync(500_000)
    expect(server.count(RENEW)).toBe(7)
  })

  it('with a token of one second goes on without a hot loop', async () => {
    server.on(EXCHANGE, () => newToken(1)).on(RENEW, () => newToken(1))
    await session.signIn()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.count(EXCHANGE)).toBe(1)
    expect(server.count(RENEW)).toBeLessThanOrEqual(90)
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'ok', value: 'in' })
  })

  it('near its latest end is renewed no more than twice a second', async () => {
    server.on(EXCHANGE, () => newToken(0)).on(RENEW, () => newToken(0))
    await session.signIn()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.count(RENEW)).toBe(20)
  })

  // case 51, 97, 99
  it.each([
    ['init-data-old', 'old'],
    ['init-data-replayed', 'ended'],
    ['init-data-forged', 'refused'],
    ['init-data-future', 'refused'],
  ] as const)('is shut by %s, and asks nothing any more', async (kind, why) => {
    await session.signIn()
    server.on(RENEW, () => problem(401, 'session')).on(EXCHANGE, () => problem(401, kind))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(session.stage.value).toEqual({ kind: 'shut', why })
    const before = server.asked.length
    expect(await session.callSignedIn({ path: 'me' })).toMatchObject({ kind: 'unauthorized' })
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(server.asked).toHaveLength(before)
  })

  it('is refused where the server cannot even read the proof', async () => {
    server.on(EXCHANGE, () => problem(422, 'invalid'))
    await session.signIn()
    expect(session.stage.value).toEqual({ kind: 'shut', why: 'refused' })
  })

  it.each([
    [dropped, 'offline'],
    [() => problem(429, 'too-many', { 'retry-after': '7' }), 'too_many'],
    [() => problem(503, 'unavailable'), 'server'],
  ] as const)('that cannot begin says why, and can be tried again %#', async (reply, why) => {
    server.on(EXCHANGE, reply)
    await session.signIn()
    expect(session.stage.value).toEqual({ kind: 'failed', why })
    server.on(EXCHANGE, () => newToken(900))
    const again = session.signIn()
    expect(session.stage.value).toEqual({ kind: 'starting' })
    await again
    expect(session.stage.value).toEqual({ kind: 'in' })
  })

  it('that is over is not renewed', async () => {
    await session.signIn()
    session.shut('ended')
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(server.asked).toHaveLength(1)
  })

  it('that ends while it is renewed stays ended', async () => {
    await session.signIn()
    const late = Promise.withResolvers<Response>()
    server.on(RENEW, () => late.promise)
    await vi.advanceTimersByTimeAsync(600_000)
    session.shut('ended')
    late.resolve(newToken(900))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(session.stage.value).toEqual({ kind: 'shut', why: 'ended' })
    expect(server.asked).toHaveLength(2)
  })

  it('is never begun by a token that comes after the end', async () => {
    const begun = session.signIn()
    session.shut('ended')
    await begun
    expect(session.stage.value).toEqual({ kind: 'shut', why: 'ended' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
