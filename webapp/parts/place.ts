import { effect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { type Route, route } from '../route.ts'

/** How far below the tabs a screen lies. */
const isBelow = ({ screen }: Route) => screen === 'plan' || screen === 'receipt' || screen === 'settings'
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
    const target = (place?.id && document.getElementById(place.id)) || document.getElementById('title')
    target?.focus({ preventScroll: true })
    window.scrollTo(0, place?.y ?? 0)
  }, [here])
}
