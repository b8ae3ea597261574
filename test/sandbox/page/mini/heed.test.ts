// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asked, me, toasts } from '../store.ts'
import { dark, toggleTheme } from '../theme.ts'
import { tellTheme } from './heed.ts'
import { close, leave, openApp, reload } from './open.ts'
import { paletteOf } from './palette.ts'
import { type PlayedApp, playApp } from './played-app.ts'
import { leaving, mini, popup } from './state.ts'
import { tell } from './wire.ts'

let app: PlayedApp

beforeEach(() => {
  app = playApp()
})

afterEach(() => {
  vi.useRealTimers()
  app.part()
})

const names = () => app.told.map(one => one.eventType)

test('only the app’s own frame at its own address is listened to, and only where it makes sense', () => {
  const ready = JSON.stringify({ eventType: 'web_app_ready' })
  app.posts(ready, { origin: 'https://evil.example' })
  app.posts(ready, { source: {} })
  app.posts(ready, { source: null })
  app.posts({ eventType: 'web_app_ready' })
  for (const odd of ['', 'null', '[]', '"web_app_ready"', '{"eventType":1}', '{"eventType":"__proto__"}'])
    app.posts(odd)
  expect(mini.value?.ready).toBe(false)
  app.posts(ready)
  expect(mini.value?.ready).toBe(true)
})

test('nothing is said to a frame that has not spoken: it may hold no page of the app’s', () => {
  tell('main_button_pressed')
  app.says('web_app_something_new')
  tell('main_button_pressed')
  expect(names()).toEqual(['main_button_pressed'])
})

test('a button keeps what the app leaves out, and takes no colour that is none', () => {
  app.says('web_app_setup_main_button', {
    is_visible: true,
    text: 'Buy',
    color: '#AABBCC',
    text_color: 'red',
  })
  app.says('web_app_setup_main_button', { is_active: false, is_progress_visible: true })
  expect(mini.value?.look.main).toEqual({
    visible: true,
    active: false,
    busy: true,
    shines: false,
    text: 'Buy',
    color: '#aabbcc',
    textColor: undefined,
  })
  app.says('web_app_setup_secondary_button', { is_visible: true, text: 'Compare', position: 'top' })
  app.says('web_app_setup_secondary_button', { position: 'behind' })
  expect(mini.value?.look).toMatchObject({ secondary: { text: 'Compare' }, secondaryAt: 'top' })
})

test('the app asks for theme, viewport and insets, and hears of another theme by itself', () => {
  app.says('iframe_ready')
  expect(app.told.splice(0).map(one => one.eventType)).toEqual(['set_custom_style'])
  app.says('web_app_request_theme')
  app.says('web_app_request_viewport')
  app.says('web_app_request_safe_area')
  app.says('web_app_request_content_safe_area')
  const insets = { top: 0, right: 0, bottom: 0, left: 0 }
  const before = dark.value
  expect(app.told).toEqual([
    { eventType: 'theme_changed', eventData: { theme_params: paletteOf(before) } },
    {
      eventType: 'viewport_changed',
      eventData: { width: 390, height: 700, is_expanded: true, is_state_stable: true },
    },
    { eventType: 'safe_area_changed', eventData: insets },
    { eventType: 'content_safe_area_changed', eventData: insets },
  ])
  toggleTheme()
  tellTheme()
  expect(app.told.at(-1)?.eventData).toEqual({ theme_params: paletteOf(!before) })
  expect(paletteOf(true)).not.toEqual(paletteOf(false))
})

test('an app that wants it is asked about before it goes by hand, but goes at its own word', () => {
  leave(close)
  expect(mini.value).toBeUndefined()

  app.part()
  app = playApp()
  app.says('web_app_setup_closing_behavior', { need_confirmation: true })
  leave(close)
  expect(mini.value).toBeDefined()
  leaving.value?.()
  expect(mini.value).toBeUndefined()
  expect(leaving.value).toBeUndefined()

  app.part()
  app = playApp()
  app.says('web_app_setup_closing_behavior', { need_confirmation: true })
  app.says('web_app_close')
  expect(mini.value).toBeUndefined()
})

test('an app that can reload itself is asked to, and loaded anew when it does not begin', () => {
  vi.useFakeTimers()
  app.says('iframe_ready', { reload_supported: true })
  app.says('web_app_setup_back_button', { is_visible: true })
  reload()
  expect(names().at(-1)).toBe('reload_iframe')
  app.says('iframe_will_reload')
  vi.advanceTimersByTime(1000)
  expect(mini.value).toMatchObject({ key: 0, look: { back: false } })

  app.says('iframe_ready', { reload_supported: true })
  reload()
  vi.advanceTimersByTime(499)
  expect(mini.value?.key).toBe(0)
  vi.advanceTimersByTime(1)
  expect(mini.value?.key).not.toBe(0)
})

test('a popup has at most three buttons, Telegram’s words for its kinds, and waits for no second one', () => {
  const asks = (text: string) => ({ id: text, type: 'default', text })
  app.says('web_app_open_popup', {
    title: 'Sure?',
    message: 'All of it',
    buttons: [
      { id: 'y', type: 'destructive', text: 'Yes' },
      { id: 'n', type: 'cancel' },
      7,
      asks('a'),
      asks('b'),
    ],
  })
  app.says('web_app_open_popup', { message: 'Another' })
  expect(popup.value).toEqual({
    title: 'Sure?',
    message: 'All of it',
    buttons: [
      { id: 'y', text: 'Yes', destructive: true },
      { id: 'n', text: 'Cancel', destructive: false },
      { id: 'a', text: 'a', destructive: false },
    ],
  })
})

test('opening signs in whoever is at the page, in the colours of the page; a bot without an app says so', async () => {
  app.answers.set('open-app', () => Response.json({ url: 'https://shop.example/app/#new' }))
  asked.value = 2
  openApp({ kind: 'menu' })
  await vi.waitFor(() =>
    expect(mini.value).toMatchObject({ person: 2, url: 'https://shop.example/app/#new' }),
  )
  expect(app.asked[0]).toEqual({
    route: 'open-app',
    body: { person: 2, from: { kind: 'menu' }, theme_params: paletteOf(dark.value) },
  })

  close()
  app.answers.set('open-app', () => Response.json({ error: 'the menu button opens no app' }, { status: 409 }))
  openApp({ kind: 'menu' })
  await vi.waitFor(() => expect(toasts.value.at(-1)?.text).toBe('the menu button opens no app'))
  expect(mini.value).toBeUndefined()
})

test('a link of the bot’s leads back into the app or the chat, as whose phone it is', async () => {
  app.answers.set('open-app', () => Response.json({ url: 'https://shop.example/app/#linked' }))
  asked.value = 2
  app.says('web_app_open_tg_link', { path_full: '/shop_bot?start=help' })
  await vi.waitFor(() => expect(app.asked.some(one => one.route === 'send')).toBe(true))
  expect(app.asked[0]).toEqual({ route: 'send', body: { person: 1, text: '/start help' } })
  expect(me.value?.user.id).toBe(1)

  app.says('web_app_open_tg_link', { path_full: '/shop_bot?startapp=plan_month' })
  await vi.waitFor(() => expect(mini.value?.url).toContain('#linked'))
  expect(app.asked.find(one => one.route === 'open-app')?.body).toMatchObject({
    person: 1,
    from: { kind: 'link', start_param: 'plan_month' },
  })
})

test('other links open beside the page, and never as a script', () => {
  const opened = vi.fn()
  vi.stubGlobal('open', opened)
  app.says('web_app_open_link', { url: 'https://example.com/terms' })
  app.says('web_app_open_link', { url: 'javascript:alert(1)' })
  app.says('web_app_open_link', {})
  app.says('web_app_open_tg_link', { path_full: '/somebody_else' })
  expect(opened.mock.calls.map(one => one[0])).toEqual([
    'https://example.com/terms',
    'https://t.me/somebody_else',
  ])
})
