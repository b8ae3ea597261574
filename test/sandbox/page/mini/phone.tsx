import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Browser } from '../browser/browser.tsx'
import { browser } from '../browser/state.ts'
import { wide } from '../parts/wide.ts'
import { Avatar } from '../people/avatar.tsx'
import { bot, people } from '../store.ts'
import { dark } from '../theme.ts'
import { nameOf } from '../words.ts'
import { Bottom } from './bottom.tsx'
import { Frame } from './frame.tsx'
import { close, leave } from './open.ts'
import { colorOf } from './palette.ts'
import { type MiniApp, pulse } from './state.ts'
import { StatusBar } from './status-bar.tsx'
import { Top } from './top.tsx'
import './phone.css'
import './stand.css'

/** The Mini App in a phone beside the chat, or on a phone over it. */
export function Phone({ app }: { app: MiniApp }) {
  const owner = people.value?.find(one => one.user.id === app.person)?.user
  const name = bot.value ? nameOf(bot.value) : 'Mini App'
  const label = `${name}, Mini App`
  const place = wide.value
    ? ({ role: 'region', 'aria-label': label } as const)
    : ({ role: 'dialog', 'aria-label': label, 'aria-modal': true } as const)
  const ref = useFocusInside()
  useEscape()
  return (
    <div class="stand">
      <div
        ref={ref}
        class="phone"
        {...place}
        data-testid="app"
        style={{ '--app-ground': colorOf(app.look.ground, dark.value) }}
      >
        <div class="phone-screen">
          <StatusBar header={app.look.header} />
          <Top app={app} name={name} owner={owner} />
          <div class="app-body">
            <Frame key={app.key} app={app} title={`${name}, the Mini App itself`} />
            <div class={`app-wait ${app.ready ? 'app-wait-over' : ''}`} aria-hidden={app.ready} role="status">
              {bot.value && <Avatar user={bot.value} size="large" />}
              <span class="said-by">{app.ready ? '' : 'Loading'}</span>
              <span class="app-wait-line" aria-hidden="true" />
            </div>
          </div>
          <Bottom look={app.look} />
          {browser.value?.overApp && <Browser key={browser.value.key} at={browser.value} />}
          {pulse.value && (
            <span key={pulse.value.key} class={`pulse pulse-${pulse.value.kind}`} aria-hidden="true" />
          )}
        </div>
      </div>
    </div>
  )
}

/** The app has the keyboard while it is open, and whatever had it before gets it back. */
function useFocusInside() {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    ref.current?.querySelector('iframe')?.focus()
    return () => {
      const back =
        before instanceof HTMLElement && before.isConnected && before !== document.body
          ? before
          : document.querySelector<HTMLElement>('[data-testid=composer]')
      // The chat is out of reach until it is drawn without the app over it.
      requestAnimationFrame(() => back?.focus())
    }
  }, [])
  return ref
}

function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // What lies over the app is closed by it, also where the button that was pressed there last has gone.
      const over = document.querySelector('dialog:modal')
      if (event.key !== 'Escape' || event.defaultPrevented || over) return
      // The dialog that may ask opens while the key is still down, and would be closed by it.
      event.preventDefault()
      leave(close)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
