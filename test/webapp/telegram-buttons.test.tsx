// @vitest-environment happy-dom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BottomButton } from '../../webapp/telegram.ts'
import { type Device, type Opening, openDevice } from './device.ts'

let device: Device
let telegram: typeof import('../../webapp/telegram.ts')
let page: HTMLElement

const opened = async (opening: Opening = {}) => {
  device = openDevice({ theme: { button_color: '#2481cc', button_text_color: '#ffffff' }, ...opening })
  telegram = await import('../../webapp/telegram.ts')
  telegram.greetClient()
  page = document.createElement('div')
}
const show = (screen: preact.ComponentChild) => act(() => render(screen, page))
/** What the client was told of the main button, in a word each. */
const shown = () =>
  device.told
    .filter(({ type }) => type === 'web_app_setup_main_button')
    .map(({ data }) => data as { is_visible: boolean; text?: string })
    .map(({ is_visible, text }) => (is_visible ? text : 'hidden'))

function Buy({ button }: { button: BottomButton | null }) {
  return <p>{String(telegram.useMainButton(button))}</p>
}

/** Another screen: the same button by another component. */
function Extend({ button }: { button: BottomButton }) {
  return <p>{String(telegram.useMainButton(button))}</p>
}

beforeEach(() => opened())

describe('the main button', () => {
  const buy = (onPress: () => void = () => {}): BottomButton => ({ text: 'Buy', onPress })

  it('is the client’s, in its colours, and presses what is on the screen now', async () => {
    const first = vi.fn()
    const second = vi.fn()
    await show(<Buy button={buy(first)} />)
    expect(device.last('web_app_setup_main_button')).toEqual({
      is_visible: true,
      is_active: true,
      is_progress_visible: false,
      text: 'Buy',
      color: '#2481cc',
      text_color: '#ffffff',
    })
    await show(<Buy button={buy(second)} />)
    device.tell('main_button_pressed')
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
    expect(shown()).toEqual(['Buy'])
    expect(page.textContent).toBe('true')
  })

  it('is not pressed while it is busy or disabled', async () => {
    const onPress = vi.fn()
    await show(<Buy button={{ text: 'Buy', onPress, busy: true }} />)
    expect(device.last('web_app_setup_main_button')).toMatchObject({
      is_active: false,
      is_progress_visible: true,
    })
    device.tell('main_button_pressed')
    await show(<Buy button={{ text: 'Buy', onPress, disabled: true }} />)
    expect(device.last('web_app_setup_main_button')).toMatchObject({
      is_active: false,
      is_progress_visible: false,
    })
    device.tell('main_button_pressed')
    expect(onPress).not.toHaveBeenCalled()
  })

  it('is hidden with its screen, and not pressed any more', async () => {
    const onPress = vi.fn()
    await show(<Buy button={buy(onPress)} />)
    await show(null)
    expect(shown()).toEqual(['Buy', 'hidden'])
    device.tell('main_button_pressed')
    expect(onPress).not.toHaveBeenCalled()
    await show(<Buy button={null} />)
    expect(shown()).toEqual(['Buy', 'hidden'])
  })

  it('does not flicker where the next screen has one too', async () => {
    const extend = vi.fn()
    await show(<Buy button={buy()} />)
    await show(<Extend button={{ text: 'Extend', onPress: extend }} />)
    expect(shown()).toEqual(['Buy', 'Extend'])
    device.tell('main_button_pressed')
    expect(extend).toHaveBeenCalledOnce()
    await show(<Extend button={{ text: 'Extend', onPress: extend, busy: true }} />)
    await show(null)
    expect(shown().at(-1)).toBe('hidden')
  })

  it('changes its colours with the theme', async () => {
    await show(<Buy button={buy()} />)
    await act(() => device.tell('theme_changed', { theme_params: { button_color: '#000000' } }))
    expect(device.last('web_app_setup_main_button')).toMatchObject({ color: '#000000' })
  })

  it('is ours to draw where no client answers', async () => {
    await opened({ unheard: true })
    await show(<Buy button={buy()} />)
    expect(page.textContent).toBe('false')
  })
})

describe('the other buttons', () => {
  const onBack = vi.fn()
  const onSettings = vi.fn()

  function Screen({ isDeep }: { isDeep: boolean }) {
    const back = telegram.useBackButton(isDeep ? onBack : null)
    const second = telegram.useSecondaryButton(isDeep ? { text: 'Help', onPress: onSettings } : null)
    telegram.useSettingsButton(onSettings)
    return <p>{`${back} ${second}`}</p>
  }

  beforeEach(() => {
    onBack.mockClear()
    onSettings.mockClear()
  })

  it('come and go with what they are for', async () => {
    await show(<Screen isDeep />)
    expect(device.last('web_app_setup_back_button')).toEqual({ is_visible: true })
    expect(device.last('web_app_setup_settings_button')).toEqual({ is_visible: true })
    expect(device.last('web_app_setup_secondary_button')).toMatchObject({ is_visible: true, text: 'Help' })
    device.tell('back_button_pressed')
    device.tell('settings_button_pressed')
    device.tell('secondary_button_pressed')
    expect([onBack.mock.calls.length, onSettings.mock.calls.length]).toEqual([1, 2])

    await show(<Screen isDeep={false} />)
    expect(device.last('web_app_setup_back_button')).toEqual({ is_visible: false })
    expect(device.last('web_app_setup_secondary_button')).toEqual({ is_visible: false })
    device.tell('back_button_pressed')
    expect(onBack).toHaveBeenCalledOnce()
  })

  // case 56
  it('are not asked of a client that has none', async () => {
    await opened({ version: '6.9' })
    await show(<Screen isDeep />)
    expect(page.textContent).toBe('true false')
    await opened({ version: '6.0' })
    await show(<Screen isDeep />)
    expect(page.textContent).toBe('false false')
    const setup = device.told.map(({ type }) => type).filter(type => type.startsWith('web_app_setup'))
    expect(setup).toEqual([])
  })
})
