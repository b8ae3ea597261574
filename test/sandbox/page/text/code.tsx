import type { ComponentChildren } from 'preact'
import { copy } from '../deeds.ts'

/** Words to take along: a press copies them. */
export function Code({ text, children }: { text: string; children: ComponentChildren }) {
  const take = () => void copy(text, 'Text')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real button cannot break across lines with the words around it
    <span
      class="code"
      role="button"
      tabIndex={0}
      title="Copy"
      onClick={take}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          take()
        }
      }}
    >
      {children}
    </span>
  )
}
