// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { initDataOf } from './device.ts'
import { device, opened, telegram, told } from './telegram-stage.ts'

const root = document.documentElement

beforeEach(() => opened())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the launch', () => {
  it('is read from the fragment, which stays as it is', async () => {
    await opened({ startParam: 'plan_pro', language: 'ar', theme: { bg_color: '#ffffff' } })
    expect(telegram.launch).toEqual({
      initData: initDataOf('ar', 'plan_pro'),
      startParam: 'plan_pro',
      userId: 7,
      platform: 'ios',
      version: '9.1',
      theme: { bg_color: '#ffffff' },
      languageCode: 'ar',
    })
    expect(location.hash).toContain('tgWebAppData=')
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
  })

  it.each(['', '#', '#tgWebAppData=', '#tgWebAppVersion=9.1'])(
    'is none where Telegram did not open it: %s',
    async hash => {
      const { readLaunch } = await import('../../webapp/telegram/launch.ts')
      expect(readLaunch(hash)).toBeNull()
    },
  )

  it('makes do with less than Telegram promises', async () => {
    const { readLaunch } = await import('../../webapp/telegram/launch.ts')
    const hash = '#tgWebAppData=user%3D%257B%26hash%3Dx&tgWebAppThemeParams=%5B&tgWebAppStartParam=billing'
    expect(readLaunch(hash)).toEqual({
      initData: 'user=%7B&hash=x',
      startParam: 'billing',
      userId: null,
      platform: 'unknown',
      version: '6.0',
      theme: {},
      languageCode: null,
    })
    expect(readLaunch('#tgWebAppData=user%3D7&tgWebAppThemeParams=7')).toMatchObject({ theme: {} })
    const named = readLaunch('#tgWebAppData=user%3D7', '?tgWebAppStartParam=billing')
    expect(named).toMatchObject({ startParam: 'billing' })
  })
})

describe('where no client answers', () => {
  it('an address copied into a browser has its launch, and its links open there', async () => {
    await opened({ unheard: true })
    const open = vi.fn()
    vi.stubGlobal('open', open)
    telegram.greetClient()
    telegram.openTelegramLink('https://t.me/starpass_bot')
    expect(telegram.launch).not.toBeNull()
    expect(telegram.canOpenInvoice()).toBe(false)
    expect(open).toHaveBeenCalledWith('https://t.me/starpass_bot', '_blank', 'noopener')
  })

  it('outside Telegram there is no launch, and the colours are those of the machine', async () => {
    await opened({ initData: null })
    vi.stubGlobal('matchMedia', () => ({ matches: true }))
    telegram.greetClient()
    expect([telegram.launch, telegram.scheme.value, root.dataset['scheme']]).toEqual([null, 'dark', 'dark'])
    expect(device.told).toEqual([])
  })
})

describe('the colours', () => {
  const theme = { bg_color: '#17212B', secondary_bg_color: '#0e1621', button_color: '#5288c1' }

  it('are those of the client, and follow it', async () => {
    await opened({ theme })
    telegram.greetClient()
    expect(root.style.getPropertyValue('--tg-theme-bg-color')).toBe('#17212B')
    expect([telegram.scheme.value, root.style.colorScheme]).toEqual(['dark', 'dark'])
    expect(device.last('web_app_set_header_color')).toEqual({ color: '#0e1621' })
    expect(device.last('web_app_set_background_color')).toEqual({ color: '#0e1621' })
    expect(device.last('web_app_set_bottom_bar_color')).toEqual({ color: '#0e1621' })

    device.tell('theme_changed', { theme_params: { bg_color: '#ffffff' } })
    expect([telegram.scheme.value, root.dataset['scheme']]).toEqual(['light', 'light'])
    expect(device.last('web_app_set_header_color')).toEqual({ color: '#ffffff' })
    // What the new theme does not name is not left over from the old one.
    expect(root.style.getPropertyValue('--tg-theme-button-color')).toBe('')
  })

  it('that are none are not let in', async () => {
    await opened({
      theme: { bg_color: 'red', text_color: '#fff', 'x;}': '#000000', link_color: '#00ff00; --x: 1' },
    })
    telegram.greetClient()
    expect(root.getAttribute('style')).not.toContain('--tg-theme')
    expect(device.last('web_app_set_header_color')).toBeUndefined()
  })

  it('of the header are named, not given, to an old client', async () => {
    await opened({ version: '6.1', theme })
    telegram.greetClient()
    expect(device.last('web_app_set_header_color')).toEqual({ color_key: 'secondary_bg_color' })
    expect(told()).not.toContain('web_app_set_bottom_bar_color')
  })
})
