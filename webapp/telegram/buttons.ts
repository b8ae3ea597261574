import { useLayoutEffect, useRef } from 'preact/hooks'
import { can, listen, sendSince } from './client.ts'
import { colours, isColour } from './theme.ts'

export interface BottomButton {
  text: string
  onPress: () => void
  busy?: boolean
  disabled?: boolean
}

/** The big button below the app; null hides it. False where the client has none: show your own. */
export function useMainButton(button: BottomButton | null): boolean {
  return useBottomButton('main', '6.0', button)
}

/** The quieter one beside it. */
export function useSecondaryButton(button: BottomButton | null): boolean {
  return useBottomButton('secondary', '7.10', button)
}

/** The arrow (or the hardware button) that leads back; null hides it. False where the client has none. */
export function useBackButton(onBack: (() => void) | null): boolean {
  return useMenuButton('back', '6.1', onBack)
}

/** The item "Settings" in the client's menu of the app. */
export function useSettingsButton(onPress: () => void): void {
  useMenuButton('settings', '6.10', onPress)
}

function useBottomButton(which: 'main' | 'secondary', since: string, button: BottomButton | null): boolean {
  const method = `web_app_setup_${which}_button` as const
  const there = can(since)
  const theme = colours.value
  const active = button !== null && !button.busy && !button.disabled
  usePress(
    `${which}_button_pressed`,
    there && button !== null,
    () => active && button.onPress(),
    () => sendSince(since, method, { is_visible: false }),
  )
  useLayoutEffect(() => {
    if (button === null) return
    const paper = theme[which === 'main' ? 'button_color' : 'section_bg_color']
    const ink = theme[which === 'main' ? 'button_text_color' : 'button_color']
    sendSince(since, method, {
      is_visible: true,
      is_active: active,
      is_progress_visible: button.busy ?? false,
      text: button.text,
      // Below the main one both have room for a price in any language.
      ...(which === 'secondary' && { position: 'bottom' }),
      ...(isColour(paper) && { color: paper }),
      ...(isColour(ink) && { text_color: ink }),
    })
  }, [button?.text, button?.busy, active, theme])
  return there
}

function useMenuButton(which: 'back' | 'settings', since: string, onPress: (() => void) | null): boolean {
  const there = can(since)
  const shown = there && onPress !== null
  const setup = (is_visible: boolean) => sendSince(since, `web_app_setup_${which}_button`, { is_visible })
  usePress(
    `${which}_button_pressed`,
    shown,
    () => onPress?.(),
    () => setup(false),
  )
  useLayoutEffect(() => {
    if (shown) setup(true)
  }, [shown])
  return there
}

type Press =
  | 'main_button_pressed'
  | 'secondary_button_pressed'
  | 'back_button_pressed'
  | 'settings_button_pressed'

/** Whoever showed a button last; only they may hide it. */
const holders = new Map<Press, symbol>()

/** Hears the presses while the button is shown, and hides it when nobody shows it any more. */
function usePress(press: Press, shown: boolean, onPress: () => void, hide: () => void): void {
  const latest = useRef(onPress)
  latest.current = onPress
  useLayoutEffect(() => {
    if (!shown) return
    const holder = Symbol(press)
    holders.set(press, holder)
    const end = listen(press, () => latest.current())
    return () => {
      end()
      // The next screen may show it in this very commit; it would flicker if it were hidden first.
      queueMicrotask(() => {
        if (holders.get(press) === holder) hide()
      })
    }
  }, [shown])
}
