import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Hidden words; a press shows them. */
export function Spoiler({ text, children }: { text: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false)
  if (open) return <span class="spoiler-open">{children}</span>
  return (
    <button
      type="button"
      class="spoiler"
      aria-label="Hidden text, press to read"
      onClick={() => setOpen(true)}
    >
      <span aria-hidden="true">{text}</span>
    </button>
  )
}
