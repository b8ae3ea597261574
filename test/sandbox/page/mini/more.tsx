import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from '../parts/icon.tsx'
import { covered } from '../parts/wide.ts'
import { dark, toggleTheme } from '../theme.ts'
import { close, leave, reload } from './open.ts'
import { tell } from './wire.ts'
import './more.css'

/** The three dots of an app. */
export function More({ settings }: { settings: boolean }) {
  const ref = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    ref.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const away = (event: Event) => {
      if (!(event.target instanceof Node && ref.current?.contains(event.target))) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    // A press inside the app is not heard here; that the app has the keyboard now is.
    addEventListener('blur', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      removeEventListener('blur', away)
    }
  }, [open])
  const shut = () => {
    setOpen(false)
    ref.current?.querySelector('button')?.focus()
  }
  const does = (deed: () => void) => () => {
    shut()
    deed()
  }
  return (
    <div ref={ref} class="more">
      <button
        type="button"
        class="app-round"
        aria-label="More"
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid="app-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="more-list" role="menu" tabIndex={-1} onKeyDown={event => onKey(event, shut)}>
          {settings && (
            <Item
              icon="settings"
              text="Settings"
              id="app-settings"
              onPress={does(() => tell('settings_button_pressed'))}
            />
          )}
          <Item icon="reload" text="Reload page" id="app-reload" onPress={does(reload)} />
          {/* Not Telegram's, but the page's own switch lies under the app here. */}
          {covered.value && (
            <Item
              icon={dark.value ? 'sun' : 'moon'}
              text={dark.value ? 'Light theme' : 'Dark theme'}
              id="app-theme"
              onPress={does(toggleTheme)}
            />
          )}
          <Item icon="close" text="Close" id="app-menu-close" onPress={does(() => leave(close))} />
        </div>
      )}
    </div>
  )
}

interface ItemProps {
  icon: IconName
  text: string
  id: string
  onPress: () => void
}

function Item({ icon, text, id, onPress }: ItemProps) {
  return (
    <button type="button" class="more-item" role="menuitem" tabIndex={-1} data-testid={id} onClick={onPress}>
      <Icon name={icon} />
      {text}
    </button>
  )
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }, shut: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step !== 0) items.at((at + step) % items.length)?.focus()
  else if (event.key === 'Home') items[0]?.focus()
  else if (event.key === 'End') items.at(-1)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') shut()
  else return
  event.preventDefault()
}
