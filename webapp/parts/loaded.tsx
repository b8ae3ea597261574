import type { ComponentChildren } from 'preact'
import type { Load } from '../store.ts'
import { Failed } from './failed.tsx'
import { Skeleton } from './skeleton.tsx'

interface Props<T> {
  of: Load<T>
  /** How many cards are likely to come. */
  cards?: number
  tall?: boolean
  children: (value: T) => ComponentChildren
}

/** What is loaded, or its outline while it comes, or why it did not. */
export function Loaded<T>({ of, cards = 1, tall = false, children }: Props<T>) {
  switch (of.kind) {
    case 'loading':
      return <Skeleton cards={cards} tall={tall} />
    case 'failed':
      return <Failed why={of.why} />
    case 'ready':
      return <>{children(of.value)}</>
  }
}

/** What is there of it; null while it comes, and where it did not. */
export function known<T>(load: Load<T>): T | null {
  return load.kind === 'ready' ? load.value : null
}
