// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leave, type Opening, openDevice } from './device.ts'
import { json, problem, ScriptedServer, silence } from './scripted-server.ts'

const token = { access_token: 't', token_type: 'bearer', expires_in: 900 }
const ada = { telegram_id: 7, first_name: 'Ada', language: null, telegram_language: 'ru' }

describe('the page', () => {
  let server: ScriptedServer
  const open = async (opening: Opening) => {
    document.body.innerHTML = '<div id="app"><div class="late">The app could not be loaded.</div></div>'
    const device = openDevice(opening)
    const { opened } = await import('../../webapp/main.tsx')
    await opened
    return device
  }

  beforeEach(() => {
    vi.useFakeTimers()
    server = new ScriptedServer()
      .on('POST miniapp/exchange-initdata', () => json(token))
      .on('GET shop', () => json({ bot_url: 'https://t.me/b', languages: ['en', 'ru', 'ar'] }))
      .on('GET catalog', () => json([]))
      .on('GET me', () => json(ada))
      .on('GET me/entitlements', () => json([]))
      .on('GET billing/invoices', () => json({ items: [], next_cursor: null }))
  })
  afterEach(() => {
    leave()
    vi.useRealTimers()
    vi.unstubAllGlobals()
    // Nobody hears what a page that was left still asks: with the browser's own it would go to the network.
    globalThis.fetch = silence
    localStorage.clear()
    document.body.replaceChildren()
  })

  it('stands in their language before the server has answered, and is shown then', async () => {
    server.on('POST miniapp/exchange-initdata', silence)
    const device = await open({ language: 'ru' })
    expect(document.body.textContent).not.toContain('could not be loaded')
    expect(document.body.textContent).toContain('Главная')
    expect(document.documentElement.lang).toBe('ru')
    expect(device.told.map(({ type }) => type)).toContain('web_app_ready')
    // They went out before the words were here, in the right language already.
    expect(server.asked.map(({ headers }) => headers['accept-language'])).toEqual(['ru', 'ru', 'ru'])
  })

  it('goes on with a purchase that was under way when it was closed, once it is in', async () => {
    const order = { order: 'o-1', plan: 'pro', since: Date.now(), said: 'paid' }
    localStorage.setItem('starpass.7.orders', JSON.stringify([order]))
    server.on('GET billing/orders/o-1', () =>
      json({ order_id: 'o-1', plan: 'pro', plan_title: 'Pro', status: 'paid' }),
    )
    await open({ language: 'ru' })
    await vi.waitFor(() => expect(server.count('GET billing/orders/o-1')).toBe(1))
    await vi.waitFor(() => expect(localStorage.getItem('starpass.7.orders')).toBeNull())
  })

  it('leaves alone what somebody else was buying in the same browser', async () => {
    const theirs = JSON.stringify([{ order: 'o-1', plan: 'pro', since: Date.now(), said: 'paid' }])
    localStorage.setItem('starpass.8.orders', theirs)
    await open({ language: 'ru' })
    await vi.waitFor(() => expect(server.count('GET me')).toBe(1))
    expect(server.count('GET billing/orders/o-1')).toBe(0)
    expect(localStorage.getItem('starpass.8.orders')).toBe(theirs)
  })

  it('without its words says at once that it did not load, and can be loaded anew', async () => {
    const rejections: unknown[] = []
    const heard = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', heard)
    document.body.innerHTML =
      '<div id="app"><div class="late"><p>Not loaded.</p><button type="button" hidden>Again</button></div></div>'
    const device = openDevice({ language: 'ru' })
    const { messages } = await import('virtual:messages')
    const never = () => Promise.reject(new TypeError('no network'))
    for (const language of Object.keys(messages)) messages[language] = [never, never]
    const reload = vi.spyOn(location, 'reload').mockReturnValue()
    const page = import('../../webapp/main.tsx')
    const late = () => document.querySelector('.late-now')?.textContent ?? ''
    await vi.waitFor(() => expect(late()).toContain('Not loaded.'), { timeout: 5000 })
    await (await page).opened
    expect(device.told.map(({ type }) => type)).toContain('web_app_ready')
    const again = document.querySelector('button')
    expect(again?.hidden).toBe(false)
    again?.click()
    expect(reload).toHaveBeenCalledOnce()
    process.off('unhandledRejection', heard)
    expect(rejections).toEqual([])
  })

  it('says so where it is shut, and never stays loading', async () => {
    server.on('POST miniapp/exchange-initdata', () => problem(401, 'init-data-old'))
    await open({ language: 'en' })
    await vi.waitFor(() => expect(document.body.textContent).toContain('Please open it again'))
  })
})
