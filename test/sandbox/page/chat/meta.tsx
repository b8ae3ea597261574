import type { ComponentChildren } from 'preact'

/** The time and what goes with it: at the end of the last line, whichever way that line runs. */
export function Meta({ children }: { children: ComponentChildren }) {
  return (
    <span class="meta">
      <span class="meta-inside" dir="ltr" lang="en">
        {children}
      </span>
    </span>
  )
}
