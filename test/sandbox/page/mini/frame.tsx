import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { dark } from '../theme.ts'
import { heed, tellTheme } from './heed.ts'
import { change, type MiniApp } from './state.ts'
import { attach, tell, tellViewport } from './wire.ts'

/** Longer than a step of a resize takes: what has come to rest is stable. */
const restMs = 150

/** The app's own page. It may do what Telegram Web lets it do, and cannot take this page elsewhere. */
export function Frame({ app, title }: { app: MiniApp; title: string }) {
  const ref = useRef<HTMLIFrameElement>(null)
  useLayoutEffect(() => (ref.current ? attach(ref.current, app.url, heed) : undefined), [app.url])
  useEffect(tellTheme, [dark.value])
  useViewport(ref)
  return (
    <iframe
      ref={ref}
      class="app-frame"
      data-testid="app-frame"
      title={title}
      src={app.url}
      sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals"
      allow="clipboard-write"
      onLoad={() => change({ ready: true })}
    />
  )
}

function useViewport(ref: { current: HTMLIFrameElement | null }): void {
  useEffect(() => {
    if (!ref.current) return
    let rest: ReturnType<typeof setTimeout> | undefined
    const watch = new ResizeObserver(() => {
      tellViewport(false)
      clearTimeout(rest)
      rest = setTimeout(() => tellViewport(true), restMs)
    })
    const onVisibility = () =>
      tell('visibility_changed', { is_visible: document.visibilityState === 'visible' })
    watch.observe(ref.current)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      clearTimeout(rest)
      watch.disconnect()
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [ref])
}
