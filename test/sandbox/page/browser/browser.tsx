import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { be } from '../deeds.ts'
import { follow } from '../follow.ts'
import { wayOf } from '../links.ts'
import { mini } from '../mini/state.ts'
import { Icon } from '../parts/icon.tsx'
import { bot } from '../store.ts'
import { closeBrowser } from './open.ts'
import type { PlayedBrowser } from './state.ts'
import './browser.css'

/** A page outside Telegram, in the browser that slides over it; its links into Telegram lead back. */
export function Browser({ at }: { at: PlayedBrowser }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [title, setTitle] = useState('')
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== null && event.source === frame.current?.contentWindow) goBack(event.data)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  useLayoutEffect(() => frame.current?.focus(), [])
  useEscape()
  return (
    <div
      class={`browser ${at.overApp ? 'browser-over-app' : ''}`}
      role="dialog"
      aria-label="Browser"
      aria-modal={!at.overApp}
      data-testid="browser"
    >
      <div class="browser-top">
        <button
          type="button"
          class="browser-round"
          aria-label="Close the browser"
          data-testid="browser-close"
          onClick={closeBrowser}
        >
          <Icon name="close" />
        </button>
        <div class="browser-lines">
          <h2 dir="auto">{title || 'Loading…'}</h2>
          <span>in the browser</span>
        </div>
        <a class="browser-round" href={at.url} target="_blank" rel="noopener" aria-label="Open in a tab">
          <Icon name="out" />
        </a>
      </div>
      <iframe
        ref={frame}
        class="browser-frame"
        data-testid="browser-frame"
        title={title || 'A page outside Telegram'}
        src={at.url}
        onLoad={({ currentTarget }) => setTitle(currentTarget.contentDocument?.title ?? '')}
      />
    </div>
  )
}

/** A page in the browser has led to an address of Telegram's. */
function goBack(said: unknown): void {
  const address = linkIn(said)
  const way = address === undefined ? undefined : wayOf(address, bot.value?.username)
  if (!way || way.kind === 'away') return
  closeBrowser()
  if (mini.value) be(mini.value.person)
  // Whoever has an app open comes back to it.
  if (way.kind !== 'chat' || !mini.value) follow(way)
}

function linkIn(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined
  try {
    const { follow: link }: { follow?: unknown } = JSON.parse(said)
    return typeof link === 'string' ? link : undefined
  } catch {
    // Pages may say what they like to whoever frames them.
    return undefined
  }
}

function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // What lies under it would close too.
      event.preventDefault()
      closeBrowser()
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
