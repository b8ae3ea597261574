import { effect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { type Route, route } from '../route.ts'

/** How far below the tabs a screen lies. */
const isBelow = ({ screen }: Route) => ['plan', 'receipt', 'settings', 'devices'].includes(screen)
const keyOf = (at: Route) => JSON.stringify(at)

/**
 * Where one comes to: a new screen begins at its top, with focus on its heading; back on one they left, they find it
 * as it was, with focus on what they had pressed.
 */
export function usePlace(): void {
  const left = useRef(new Map<string, { y: number; id: string }>())
  const last = useRef(route.peek())
  // An effect of signals runs at once, while the old screen still stands.
  useEffect(
    () =>
      effect(() => {
        const next = route.value
        const known = left.current
        if (next !== last.current)
          known.set(keyOf(last.current), { y: window.scrollY, id: document.activeElement?.id ?? '' })
      }),
    [],
  )
  const here = route.value
  useLayoutEffect(() => {
    const from = last.current
    last.current = here
    if (from === here) return
    const place = isBelow(from) && !isBelow(here) ? left.current.get(keyOf(here)) : undefined
    const pressed = place?.id ? document.getElementById(place.id) : null
    if (pressed) pressed.focus({ preventScroll: true })
    else focusTitle()
    window.scrollTo(0, place?.y ?? 0)
  }, [here])
}

/** Where one is, and what it is called. */
export function focusTitle(): void {
  document.getElementById('title')?.focus({ preventScroll: true })
}

/**
 * Whoever stands on something that goes away finds themselves at the heading: left to the browser, they would be at the
 * very beginning of the page, and nothing would be said.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Element | null = null
    const came = () => {
      held = document.activeElement
    }
    // Some browsers say so as well while they take it away; who went by themselves went from something that stays.
    const went = () => {
      const before = held
      queueMicrotask(() => {
        if (held === before && before?.isConnected) held = null
      })
    }
    const watch = new MutationObserver(() => {
      if (!held || held.isConnected) return
      held = null
      if (!document.activeElement || document.activeElement === document.body) focusTitle()
    })
    came()
    addEventListener('focusin', came)
    addEventListener('focusout', went)
    watch.observe(document.body, { childList: true, subtree: true })
    return () => {
      removeEventListener('focusin', came)
      removeEventListener('focusout', went)
      watch.disconnect()
    }
  }, [])
}
