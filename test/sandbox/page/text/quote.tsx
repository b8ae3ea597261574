import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'

/** A quotation that shows three lines until it is asked for more. */
export function Quote({ children }: { children: ComponentChildren }) {
  const ref = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [long, setLong] = useState(false)
  useLayoutEffect(() => {
    const words = ref.current
    if (words && !open) setLong(words.scrollHeight > words.clientHeight + 1)
  }, [open])
  return (
    <blockquote dir="auto" class="quote">
      <div ref={ref} class={open ? '' : 'quote-short'}>
        {children}
      </div>
      {long && (
        <button
          type="button"
          class={`quote-more ${open ? 'up' : ''}`}
          aria-expanded={open}
          aria-label={open ? 'Show less' : 'Show all'}
          onClick={() => setOpen(!open)}
        >
          <Icon name="down" />
        </button>
      )}
    </blockquote>
  )
}
