// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { turn } from './device.ts'
import { dropped, json, problem } from './scripted-server.ts'
import {
  ada,
  EXCHANGE,
  enterApp,
  leaveApp,
  opened,
  pass,
  receipts,
  server,
  shown,
  store,
  token,
} from './store-stage.ts'

beforeEach(enterApp)
afterEach(leaveApp)

describe('the start', () => {
  it('asks for what is public beside the exchange, and for what is theirs after it', async () => {
    const started = store.start()
    expect(server.asked.map(({ path }) => path)).toEqual(['shop', 'catalog', 'miniapp/exchange-initdata'])
    await started
    expect(store.stage.value).toEqual({ kind: 'in' })
    const theirs = server.asked.slice(3).map(({ path }) => path)
    expect(theirs).toEqual(['me', 'me/entitlements', 'billing/invoices', 'billing/subscription'])
    expect(store.me.value).toEqual({ kind: 'ready', value: ada })
    expect(store.access.value).toEqual({ kind: 'ready', value: [] })
    expect(store.receipts.value).toMatchObject({ value: { items: [], more: false, loadingMore: false } })
    expect(store.sessions.value).toEqual({ kind: 'loading' })
  })

  it('tells where their clock is, once, where the server did not know', async () => {
    server.on('GET me', () => json({ ...ada, time_zone: 'Pacific/Apia' })).on('PATCH me', dropped)
    await store.start()
    await store.reload()
    await pass(0)
    const told = server.asked.filter(({ method }) => method === 'PATCH')
    expect(told.map(({ path, body }) => [path, body])).toEqual([['me', { time_zone: ada.time_zone }]])
    expect(store.me.value.kind).toBe('ready')
  })

  it('outside Telegram asks for the way to the bot alone', async () => {
    await opened({ initData: null, unheard: true })
    await store.start()
    expect(store.stage.value).toEqual({ kind: 'outside' })
    expect(server.asked.map(({ path }) => path)).toEqual(['shop'])
    expect(store.shop.value.kind).toBe('ready')
  })

  it('without a network says so, and goes on by itself when there is one', async () => {
    for (const question of [EXCHANGE, 'GET shop', 'GET catalog']) server.on(question, dropped)
    const started = store.start()
    await pass(500)
    await started
    expect(store.stage.value).toEqual({ kind: 'failed', why: 'offline' })
    expect([store.online.value, store.shop.value, store.plans.value]).toEqual([
      false,
      { kind: 'failed', why: 'offline' },
      { kind: 'failed', why: 'offline' },
    ])
    server.on(EXCHANGE, token).on('GET shop', () => json({}))
    server.on('GET catalog', () => json([]))
    dispatchEvent(new Event('online'))
    expect(store.shop.value).toEqual({ kind: 'loading' })
    await pass(0)
    expect([store.stage.value.kind, store.online.value]).toEqual(['in', true])
    expect([store.shop.value.kind, store.plans.value.kind, store.access.value.kind]).toEqual(
      Array(3).fill('ready'),
    )
  })

  it('that failed is tried again when they return', async () => {
    server.on(EXCHANGE, () => problem(503, 'unavailable'))
    await store.start()
    expect(store.stage.value).toEqual({ kind: 'failed', why: 'server' })
    server.on(EXCHANGE, token)
    turn('hidden')
    turn('visible')
    await pass(0)
    expect([store.stage.value.kind, store.me.value.kind]).toEqual(['in', 'ready'])
  })

  it('that is refused stays shut, and loads nothing of theirs', async () => {
    server.on(EXCHANGE, () => problem(401, 'init-data-forged'))
    await store.start()
    store.retry()
    await pass(60_000)
    expect(store.stage.value).toEqual({ kind: 'shut', why: 'refused' })
    expect([server.count(EXCHANGE), server.count('GET me')]).toEqual([1, 0])
  })
})

describe('what is on the screen', () => {
  it('turns by itself when access changes in the chat', async () => {
    await store.start()
    receipts(1)
    server.on('GET me/entitlements', () => json([{ key: 'pro', active: false }]))
    await pass(10_000)
    expect(store.access.value).toMatchObject({ value: [{ key: 'pro', active: false }] })
    expect(shown()).toBe(1)
  })

  it('is not drawn anew by the same answer, and asks little while nothing changes', async () => {
    await store.start()
    const before = store.access.value
    const asked = server.asked.length
    await pass(60_000)
    expect(store.access.value).toBe(before)
    expect(server.asked.length - asked).toBe(6)
    expect(server.count('GET me/entitlements')).toBe(7)
  })

  it('is asked for ever more slowly while the server fails, and stays as it was', async () => {
    await store.start()
    server.on('GET me/entitlements', () => problem(503, 'unavailable'))
    await pass(600_000)
    expect(server.count('GET me/entitlements')).toBeLessThanOrEqual(10)
    expect(store.access.value).toEqual({ kind: 'ready', value: [] })
    server.on('GET me/entitlements', () => json([{ key: 'pro' }]))
    await pass(120_000)
    expect(store.access.value).toEqual({ kind: 'ready', value: [{ key: 'pro' }] })
  })

  it('is not asked for while nobody sees it, and anew after a while away', async () => {
    await store.start()
    turn('hidden')
    const asked = server.asked.length
    await pass(29_000)
    expect(server.asked).toHaveLength(asked)
    turn('visible')
    expect(server.asked.slice(asked).map(({ path }) => path)).toEqual(['me/entitlements'])
    turn('hidden')
    await pass(31_000)
    turn('visible')
    await pass(0)
    expect([
      server.count('GET me'),
      server.count('GET catalog'),
      server.count('GET billing/invoices'),
    ]).toEqual([2, 2, 2])
    expect(server.count('GET shop')).toBe(1)
  })

  it('is tried again where it failed', async () => {
    server.on('GET me', () => problem(500, 'trouble')).on('GET me/sessions', () => problem(500, 'trouble'))
    await store.start()
    await store.loadSessions()
    expect([store.me.value, store.sessions.value]).toEqual(Array(2).fill({ kind: 'failed', why: 'server' }))
    server.on('GET me', () => json(ada)).on('GET me/sessions', () => json([]))
    store.retry()
    expect([store.me.value, store.sessions.value]).toEqual(Array(2).fill({ kind: 'loading' }))
    await pass(0)
    expect([store.me.value.kind, store.sessions.value.kind]).toEqual(['ready', 'ready'])
  })

  it('is the answer to the later of two questions', async () => {
    await store.start()
    const { promise, resolve } = Promise.withResolvers<Response>()
    server.on('GET me/entitlements', () => promise)
    const slow = store.reload()
    await pass(0)
    server.on('GET me/entitlements', () => json([{ key: 'new' }]))
    await store.reload()
    resolve(json([{ key: 'old' }]))
    await slow
    expect(store.access.value).toEqual({ kind: 'ready', value: [{ key: 'new' }] })
  })
})
