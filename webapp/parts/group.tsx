import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { Said } from './said.tsx'

/** Rows that belong together, below a heading of their own. */
export function Group({
  title,
  note,
  children,
}: {
  title: string
  note?: string
  children: ComponentChildren
}) {
  return (
    <section class="group">
      <h2>{title}</h2>
      <div class="card rows">{children}</div>
      {note !== undefined && <p class="group-note">{note}</p>}
    </section>
  )
}

interface RowProps {
  id?: string
  label: string
  /** A second, quieter line. */
  below?: ComponentChildren
  /** At the end of the line. */
  end?: ComponentChildren
  danger?: boolean
  onPress: () => void
}

/** A row that leads somewhere or does something. */
export function Row({ id, label, below, end, danger = false, onPress }: RowProps) {
  return (
    <button type="button" id={id} class={danger ? 'row row-danger' : 'row'} onClick={onPress}>
      <RowWords below={below}>
        <Said text={label} />
      </RowWords>{' '}
      {end !== undefined && <span class="row-end">{end}</span>}
      {!danger && <Icon name="chevron" />}
    </button>
  )
}

/** What a row says: a line, and a quieter one below it. Between them a space, for whoever listens. */
export function RowWords({ below, children }: { below?: ComponentChildren; children: ComponentChildren }) {
  return (
    <span class="row-words">
      <span>{children}</span> {below !== undefined && <span class="row-below">{below}</span>}
    </span>
  )
}
