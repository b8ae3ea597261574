import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { focusTitle } from '../parts/place.ts'

interface Props {
  title: ComponentChildren
  onClose: () => void
  /** Nothing puts it away but what stands on it. */
  held?: boolean
  children: ComponentChildren
}

/** A question or a few things to do, above the screen. The browser keeps focus inside; it is given back. */
export function Sheet({ title, onClose, held = false, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const stands = useRef(true)
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    before.set(dialog, document.activeElement)
    dialog.showModal()
    return () => {
      stands.current = false
      // As long as it is open, nothing below it takes focus.
      dialog.close()
      giveBack(dialog)
    }
  }, [])
  return (
    <dialog
      ref={ref}
      class="sheet"
      aria-labelledby="sheet"
      onKeyDown={event => {
        if (held && event.key === 'Escape') event.preventDefault()
      }}
      // Asked twice, browsers close it all the same.
      onClose={() => {
        if (!stands.current) return
        if (held) ref.current?.showModal()
        else onClose()
      }}
    >
      <h2 id="sheet">{title}</h2>
      {children}
    </dialog>
  )
}

/** The way out of a sheet, but while what it asked for is under way. */
export function Leave(props: { busy: boolean; onClose: () => void; children: ComponentChildren }) {
  const { busy, onClose, children } = props
  return (
    <button
      type="button"
      class="button button-quiet"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onClose()
      }}
    >
      {children}
    </button>
  )
}

/** What had focus when a sheet was opened: something on the screen, or on a sheet below, which it may outlive. */
const before = new WeakMap<Element, Element | null>()

/** To what had it, or to what had it before that; where all of it is gone, to the heading. */
function giveBack(dialog: Element): void {
  let to = before.get(dialog)
  while (to && !to.isConnected) {
    const below = to.closest('dialog')
    to = below && before.get(below)
  }
  if (to instanceof HTMLElement) to.focus()
  else focusTitle()
}
