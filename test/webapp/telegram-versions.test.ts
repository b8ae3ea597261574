// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { device, opened, telegram, told } from './telegram-stage.ts'

/** The version before. */
const before = { '6.1': '6.0', '6.2': '6.1', '6.9': '6.8', '7.10': '7.9', '8.0': '7.11' }

describe('a client', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  // case 56: what Telegram's own script asks of each version.
  it.each([
    ['6.1', 'web_app_open_link', (): void => telegram.openLink('https://example.org')],
    ['6.1', 'web_app_open_tg_link', (): void => telegram.openTelegramLink('https://t.me/starpass_bot')],
    ['6.1', 'web_app_open_invoice', (): void => void telegram.openInvoice('https://t.me/$abc')],
    ['6.1', 'web_app_trigger_haptic_feedback', (): void => telegram.haptic('tap')],
    ['6.1', 'web_app_set_background_color', (): void => telegram.greetClient()],
    ['6.1', 'web_app_set_header_color', (): void => telegram.greetClient()],
    ['6.2', 'web_app_setup_closing_behavior', (): void => telegram.confirmClosing(true)],
    ['7.10', 'web_app_set_bottom_bar_color', (): void => telegram.greetClient()],
    ['8.0', 'web_app_request_safe_area', (): void => telegram.greetClient()],
    ['8.0', 'web_app_request_content_safe_area', (): void => telegram.greetClient()],
  ] as const)('of %s is the first to be told %s', async (since, method, act) => {
    const theme = { bg_color: '#000000' }
    vi.spyOn(window, 'open').mockReturnValue(null)
    vi.spyOn(location, 'assign').mockReturnValue()
    await opened({ version: before[since], theme })
    act()
    expect(told()).not.toContain(method)
    await opened({ version: since, theme })
    act()
    expect(told()).toContain(method)
  })

  // case 56
  it('of the first version has the page open links by itself', async () => {
    await opened({ version: '6.0' })
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const assign = vi.spyOn(location, 'assign').mockReturnValue()
    telegram.openLink('https://example.org/terms')
    telegram.openTelegramLink('https://t.me/starpass_bot?start=buy')
    expect(open.mock.calls).toEqual([['https://example.org/terms', '_blank', 'noopener']])
    expect(assign.mock.calls).toEqual([['https://t.me/starpass_bot?start=buy']])
    expect(told()).toEqual([])
  })

  // case 56
  it('takes a colour for its header from 6.9 on, and one of its own by name before', async () => {
    await opened({ version: before['6.9'], theme: { bg_color: '#000000' } })
    telegram.greetClient()
    expect(device.last('web_app_set_header_color')).toEqual({ color_key: 'secondary_bg_color' })
    await opened({ version: '6.9', theme: { bg_color: '#000000' } })
    telegram.greetClient()
    expect(device.last('web_app_set_header_color')).toEqual({ color: '#000000' })
  })
})
