// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropped, json, problem } from './scripted-server.ts'
import {
  ada,
  enterApp,
  leaveApp,
  opened,
  pass,
  receipts,
  server,
  shown,
  store,
  texts,
} from './store-stage.ts'

beforeEach(enterApp)
afterEach(leaveApp)

describe('receipts', () => {
  it('of two hundred come page by page, none twice', async () => {
    receipts(200)
    await store.start()
    expect(shown()).toBe(20)
    const more = store.moreReceipts()
    void store.moreReceipts()
    expect(store.receipts.value).toMatchObject({ value: { more: true, loadingMore: true } })
    await more
    expect(shown()).toBe(40)
    for (let page = 3; page <= 11; page += 1) await store.moreReceipts()
    expect(shown()).toBe(200)
    expect(store.receipts.value).toMatchObject({ value: { more: false, loadingMore: false } })
    expect(server.count('GET billing/invoices?cursor=c20')).toBe(1)
  })

  it('are as many after a reload as before', async () => {
    receipts(70)
    await store.start()
    await store.moreReceipts()
    await store.reload()
    expect(shown()).toBe(40)
    await store.moreReceipts()
    expect(shown()).toBe(60)
  })

  it('that do not come can be asked for again', async () => {
    receipts(30)
    await store.start()
    server.on('GET billing/invoices?cursor=c20', () => problem(500, 'trouble'))
    await store.moreReceipts()
    expect(store.receipts.value).toMatchObject({ value: { more: true, loadingMore: false } })
    receipts(30)
    await store.moreReceipts()
    expect(shown()).toBe(30)
  })

  it('that come after all were asked for anew are left out', async () => {
    receipts(60)
    await store.start()
    const { promise, resolve } = Promise.withResolvers<Response>()
    server.on('GET billing/invoices?cursor=c20', () => promise)
    const more = store.moreReceipts()
    await store.reload()
    resolve(json({ items: [{ id: 'late' }], next_cursor: null }))
    await more
    expect(store.receipts.value).toMatchObject({ value: { more: true, loadingMore: false } })
    expect(shown()).toBe(20)
  })
})

describe('their language', () => {
  const words = ['GET catalog', 'GET me/entitlements', 'GET billing/invoices']

  it('is that of their Telegram, and nothing is asked for twice', async () => {
    await store.start()
    expect(texts.language.value).toBe('en')
    expect(words.map(question => server.count(question))).toEqual([1, 1, 1])
  })

  it('chosen in the chat is spoken here, also in what the server says', async () => {
    server.on('GET me', () => json({ ...ada, language: 'ru' }))
    await store.start()
    expect(texts.language.value).toBe('ru')
    expect(store.plans.value).toEqual({ kind: 'ready', value: [{ code: 'plan-ru' }] })
    await opened()
    await store.start()
    expect(store.plans.value).toEqual({ kind: 'ready', value: [{ code: 'plan-ru' }] })
    // The hint of the last time spared them the other language.
    expect(words.map(question => server.count(question))).toEqual([3, 3, 3])
  })

  it('chosen here is known to the server, and back to that of Telegram', async () => {
    await store.start()
    server.on('PATCH me', ({ body }) => json({ ...ada, ...(body as object) }))
    expect(await store.chooseLanguage('ar')).toBe('done')
    expect([texts.language.value, document.documentElement.dir]).toEqual(['ar', 'rtl'])
    expect(store.me.value).toMatchObject({ value: { language: 'ar' } })
    expect(store.plans.value).toEqual({ kind: 'ready', value: [{ code: 'plan-ar' }] })
    expect(await store.chooseLanguage(null)).toBe('done')
    expect(texts.language.value).toBe('en')
  })

  it('stays where the server did not take it', async () => {
    await store.start()
    server.on('PATCH me', dropped)
    expect(await store.chooseLanguage('ar')).toBe('offline')
    server.on('PATCH me', () => problem(422, 'invalid'))
    expect(await store.chooseLanguage('ar')).toBe('server')
    expect([texts.language.value, store.me.value]).toEqual(['en', { kind: 'ready', value: ada }])
  })
})

describe('signing out everywhere', () => {
  it('ends here too, and nothing goes on', async () => {
    await store.start()
    server.on('POST miniapp/logout-everywhere', () => new Response(null, { status: 204 }))
    expect(await store.signOutEverywhere()).toBe('done')
    expect(store.stage.value).toEqual({ kind: 'shut', why: 'ended' })
    const asked = server.asked.length
    await pass(3_600_000)
    expect(server.asked).toHaveLength(asked)
  })

  it('says why it did not', async () => {
    await store.start()
    server.on('POST miniapp/logout-everywhere', dropped)
    expect(await store.signOutEverywhere()).toBe('offline')
    expect(store.stage.value).toEqual({ kind: 'in' })
  })
})
