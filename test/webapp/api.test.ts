// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leave, openDevice } from './device.ts'
import { dropped, json, problem, ScriptedServer, silence } from './scripted-server.ts'

describe('a question to the server', () => {
  let server: ScriptedServer
  let api: typeof import('../../webapp/api.ts')

  beforeEach(async () => {
    vi.useFakeTimers()
    server = new ScriptedServer()
    openDevice()
    api = await import('../../webapp/api.ts')
  })
  afterEach(() => {
    leave()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('carries the token in a header, never in the address, and says the language', async () => {
    server.on('POST me', () => json({ fine: true }))
    expect(await api.call({ method: 'POST', path: 'me', body: { a: 1 } }, 'secret')).toEqual({
      kind: 'ok',
      value: { fine: true },
    })
    const [asked] = server.asked
    expect(asked?.headers).toEqual({
      authorization: 'Bearer secret',
      'accept-language': 'en',
      'content-type': 'application/json',
    })
    expect(asked?.path).toBe('me')
    expect(asked?.body).toEqual({ a: 1 })
  })

  it('has no value where the answer has no body', async () => {
    server.on('POST miniapp/logout', () => new Response(null, { status: 204 }))
    expect(await api.call({ method: 'POST', path: 'miniapp/logout' })).toEqual({ kind: 'ok', value: null })
  })

  it.each([
    [problem(401, 'init-data-old'), { kind: 'unauthorized', problem: 'init-data-old' }],
    [problem(401, 'session'), { kind: 'unauthorized', problem: 'session' }],
    [new Response('<p>no</p>', { status: 401 }), { kind: 'unauthorized', problem: '' }],
    [problem(409, 'owned-forever'), { kind: 'refused', status: 409, problem: 'owned-forever' }],
    [problem(429, 'too-many', { 'retry-after': '41.2' }), { kind: 'too_many', seconds: 42 }],
    [problem(429, 'too-many'), { kind: 'too_many', seconds: 60 }],
    [problem(503, 'unavailable'), { kind: 'server' }],
    [new Response('<h1>Bad gateway</h1>', { status: 502 }), { kind: 'server' }],
    [new Response('<h1>Captive portal</h1>', { status: 200 }), { kind: 'server' }],
  ])('reads what the server will not do %#', async (response, answer) => {
    server.on('GET it', () => response)
    expect(await api.call({ path: 'it' })).toEqual(answer)
    expect(server.count('GET it')).toBe(1)
    expect(api.online.value).toBe(true)
  })

  it('is asked a second time when the network drops it, and knows that it was offline', async () => {
    server.on('GET it', dropped)
    const answer = api.call({ path: 'it' })
    await vi.advanceTimersByTimeAsync(499)
    expect(api.online.value).toBe(false)
    server.on('GET it', () => json([1]))
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toEqual({ kind: 'ok', value: [1] })
    expect(server.count('GET it')).toBe(2)
    expect(api.online.value).toBe(true)
  })

  it('is not repeated where repeating could do it twice', async () => {
    server.on('POST it', dropped)
    expect(await api.call({ method: 'POST', path: 'it' })).toEqual({ kind: 'offline' })
    expect(server.count('POST it')).toBe(1)
  })

  it('waits ten seconds for an answer', async () => {
    server.on('POST it', silence)
    const answer = api.call({ method: 'POST', path: 'it' })
    await vi.advanceTimersByTimeAsync(9_999)
    expect(api.online.value).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toEqual({ kind: 'offline' })
  })

  it('ends when nobody waits for it any more, which says nothing of the network', async () => {
    server.on('GET it', silence)
    const ended = new AbortController()
    const answer = api.call({ path: 'it', signal: ended.signal })
    ended.abort()
    expect(await answer).toEqual({ kind: 'offline' })
    expect(await api.call({ path: 'it', signal: ended.signal })).toEqual({ kind: 'offline' })
    expect(api.online.value).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('follows what the device knows of its network', () => {
    const back = vi.fn()
    api.followNetwork(back)
    dispatchEvent(new Event('offline'))
    expect(api.online.value).toBe(false)
    dispatchEvent(new Event('online'))
    expect(api.online.value).toBe(true)
    expect(back).toHaveBeenCalledOnce()
  })
})
