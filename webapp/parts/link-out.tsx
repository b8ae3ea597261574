import type { ComponentChildren } from 'preact'
import { expectChange } from '../store.ts'
import { canOpenLink, openLink } from '../telegram.ts'

/** A way to a page in the browser, where a tap is what opens it: the client does, or else the page itself. */
export function LinkOut({
  url,
  quiet,
  children,
}: {
  url: string
  quiet?: boolean
  children: ComponentChildren
}) {
  return (
    <a
      class={quiet ? 'button button-quiet' : 'button'}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      onClick={event => {
        expectChange()
        if (!canOpenLink()) return
        event.preventDefault()
        openLink(url)
      }}
    >
      {children}
    </a>
  )
}
