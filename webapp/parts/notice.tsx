import type { ComponentChildren } from 'preact'
import { useAloud } from './aloud.tsx'

interface Props {
  tone?: 'calm' | 'warn' | 'glad'
  title: string
  text?: string | undefined
  /** Nothing happened: it is so, and need not be read out by itself. */
  still?: boolean
  /** What stands before the title. */
  sign?: ComponentChildren
  /** What can be done about it. */
  children?: ComponentChildren
}

/** Something that happened, told when it happens: its words are read out, what changes below them is not. */
export function Notice({ tone = 'calm', still = false, title, text, sign, children }: Props) {
  useAloud(...(still ? [] : [title, text]))
  return (
    <section class={`notice notice-${tone}`}>
      {sign}
      <div class="notice-words">
        <p class="notice-title">{title}</p>
        {text !== undefined && <p class="notice-text">{text}</p>}
      </div>
      {children && <div class="actions">{children}</div>}
    </section>
  )
}
