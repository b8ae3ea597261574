import type { ComponentChildren } from 'preact'

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

/** Something that happened, told when it happens: its title is read out, what changes below it is not. */
export function Notice({ tone = 'calm', still = false, title, text, sign, children }: Props) {
  return (
    <section class={`notice notice-${tone}`}>
      {sign}
      <div class="notice-words" role={still ? undefined : 'status'}>
        <p class="notice-title">{title}</p>
        {text !== undefined && <p class="notice-text">{text}</p>}
      </div>
      {children && <div class="actions">{children}</div>}
    </section>
  )
}
