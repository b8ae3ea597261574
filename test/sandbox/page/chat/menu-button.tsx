import type { MenuButton } from '@grammyjs/types'
import { openApp } from '../mini/open.ts'
import { Icon } from '../parts/icon.tsx'
import './menu-button.css'

interface Props {
  open: boolean
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** What stands before the input: the bot's app, or else its commands. */
export function StartOfComposer({ button, ...commands }: Props & { button: MenuButton; some: boolean }) {
  if (button.type === 'web_app') {
    return (
      <button
        type="button"
        class="menu-button"
        data-testid="menu-button"
        onClick={() => openApp({ kind: 'menu' })}
      >
        <Icon name="app" />
        <span dir="auto">{button.text}</span>
      </button>
    )
  }
  if (!commands.some) return null
  return (
    <button
      type="button"
      class="menu-button"
      aria-expanded={commands.open}
      data-testid="menu"
      onKeyDown={commands.onKeyDown}
      onClick={commands.onToggle}
    >
      <Icon name={commands.open ? 'close' : 'menu'} />
      <span>Menu</span>
    </button>
  )
}

/** Where the app has taken their place, the commands are one key at the other end. */
export function CommandsKey({ open, onToggle, onKeyDown }: Props) {
  return (
    <button
      type="button"
      class="commands-key"
      aria-label="Commands"
      aria-expanded={open}
      data-testid="menu"
      onKeyDown={onKeyDown}
      onClick={onToggle}
    >
      <Icon name={open ? 'close' : 'slash'} />
    </button>
  )
}
