// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turn } from './device.ts'
import { device, opened, telegram, told } from './telegram-stage.ts'

const root = document.documentElement

beforeEach(() => opened())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a client', () => {
  it('is greeted, and told when there is something to see', () => {
    telegram.greetClient()
    expect(told()).toEqual([
      'web_app_request_theme',
      'web_app_request_viewport',
      'web_app_request_safe_area',
      'web_app_request_content_safe_area',
      'iframe_ready',
      'web_app_expand',
    ])
    telegram.showApp()
    expect(told().at(-1)).toBe('web_app_ready')
  })

  it('may have the page reload itself', () => {
    const reload = vi.spyOn(location, 'reload').mockReturnValue()
    telegram.greetClient()
    device.tell('reload_iframe')
    expect([told().at(-1), reload.mock.calls.length]).toEqual(['iframe_will_reload', 1])
  })

  it.each([
    ['6.1', '6.10', false],
    ['6.10', '6.9', true],
    ['7', '6.9', true],
    ['8.0', '8.0', true],
    ['9.1', '10.0', false],
    ['nonsense', '6.0', false],
  ])('of version %s is %s or newer: %s', async (version, least, is) => {
    await opened({ version })
    expect(telegram.isVersionAtLeast(least)).toBe(is)
  })

  // case 56
  it('of the first version is asked nothing it does not know', async () => {
    await opened({ version: '6.0', theme: { bg_color: '#000000' } })
    telegram.greetClient()
    telegram.haptic('tap')
    telegram.confirmClosing(true)
    expect(told()).toEqual([
      'web_app_request_theme',
      'web_app_request_viewport',
      'iframe_ready',
      'web_app_expand',
    ])
    expect(telegram.canOpenInvoice()).toBe(false)
    expect(await telegram.openInvoice('https://t.me/$abc')).toBe('unsupported')
  })

  it('that changed its colours since it launched the app is asked for them', () => {
    telegram.greetClient()
    expect(told()).toContain('web_app_request_theme')
    device.tell('theme_changed', { theme_params: { bg_color: '#101010' } })
    expect([telegram.scheme.value, root.style.getPropertyValue('--tg-theme-bg-color')]).toEqual([
      'dark',
      '#101010',
    ])
  })

  it('that says null, or nothing that makes sense, breaks nothing', () => {
    telegram.greetClient()
    device.tell('viewport_changed', null)
    device.tell('viewport_changed', { height: 'tall', is_state_stable: true })
    device.tell('safe_area_changed', null)
    device.tell('theme_changed', null)
    device.tell('nobody_listens', {})
    expect(root.style.length).toBe(1)
  })

  it('gives the measures of the screen', () => {
    telegram.greetClient()
    device.tell('viewport_changed', { height: 600, width: 300, is_state_stable: true })
    device.tell('viewport_changed', { height: 400, width: 300, is_state_stable: false })
    device.tell('safe_area_changed', { top: 47, right: 0, bottom: 34, left: 0 })
    device.tell('content_safe_area_changed', { top: 46, right: 0, bottom: 0, left: 0 })
    const vars = [
      'viewport-height',
      'safe-area-inset-top',
      'safe-area-inset-bottom',
      'content-safe-area-inset-top',
    ]
    expect(vars.map(name => root.style.getPropertyValue(`--tg-${name}`))).toEqual([
      '600px',
      '47px',
      '34px',
      '46px',
    ])
  })

  it('tells when the app comes to the fore again, and after how long', () => {
    vi.useFakeTimers()
    const returned = vi.fn()
    const end = telegram.onReturn(returned)
    turn('hidden')
    vi.advanceTimersByTime(5_000)
    turn('visible')
    device.tell('visibility_changed', { is_visible: false })
    vi.advanceTimersByTime(2_000)
    device.tell('visibility_changed', { is_visible: false })
    vi.advanceTimersByTime(1_000)
    device.tell('visibility_changed', { is_visible: true })
    end()
    turn('visible')
    device.tell('visibility_changed', { is_visible: true })
    expect(returned.mock.calls).toEqual([[5_000], [3_000]])
    vi.useRealTimers()
  })

  it('lets the person feel what happened', () => {
    for (const kind of ['success', 'select', 'tap'] as const) telegram.haptic(kind)
    expect(device.told.map(({ data }) => data)).toEqual([
      { type: 'notification', notification_type: 'success' },
      { type: 'selection_change' },
      { type: 'impact', impact_style: 'light' },
    ])
  })

  it('opens links, closes the app, and asks before it does', async () => {
    telegram.openLink('https://example.org/terms')
    telegram.openTelegramLink('https://t.me/starpass_bot?start=buy')
    telegram.confirmClosing(true)
    telegram.closeApp()
    expect(device.told).toEqual([
      { type: 'web_app_open_link', data: { url: 'https://example.org/terms' } },
      { type: 'web_app_open_tg_link', data: { path_full: '/starpass_bot?start=buy' } },
      { type: 'web_app_setup_closing_behavior', data: { need_confirmation: true } },
      { type: 'web_app_close', data: '' },
    ])
  })

  it.each([
    ['paid', 'paid'],
    ['cancelled', 'cancelled'],
    ['pending', 'pending'],
    ['failed', 'failed'],
    ['something new', 'failed'],
  ])('ends an invoice as %s', async (status, ended) => {
    const end = telegram.openInvoice('https://t.me/$a-B_1=')
    expect(device.last('web_app_open_invoice')).toEqual({ slug: 'a-B_1=' })
    device.tell('invoice_closed', { slug: 'another', status: 'paid' })
    device.tell('invoice_closed', { slug: 'a-B_1=', status })
    expect(await end).toBe(ended)
  })

  it('is not asked to open what is no invoice', async () => {
    expect(await telegram.openInvoice('https://t.me/starpass_bot')).toBe('unsupported')
    expect(await telegram.openInvoice('https://t.me/invoice/abc/more')).toBe('unsupported')
    expect(told()).toEqual([])
  })
})
