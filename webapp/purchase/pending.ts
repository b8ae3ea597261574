import { recall, remember } from '../memory.ts'
import type { InvoiceEnd } from '../telegram.ts'

/** An order whose end is not known, remembered on the device so that closing the app loses nothing. */
export interface Pending {
  order: string
  plan: string
  /** When nothing can come of it any more, by the clock of the device. */
  until: number
  /** What the client believes; null while the pay sheet is open. */
  said: InvoiceEnd | null
}

/** The same in memory, for clients that forbid storage. */
let held: Pending | null = null

export function keep(pending: Pending): void {
  held = pending
  remember('order', JSON.stringify(pending))
}

export function forget(): void {
  held = null
  remember('order', null)
}

/** The one remembered, while something can come of it. */
export function kept(now: number): Pending | null {
  const pending = held ?? parse(recall('order'))
  if (pending === null || now < pending.until) return pending
  forget()
  return null
}

function parse(text: string | null): Pending | null {
  try {
    const value: Partial<Pending> | null = JSON.parse(text ?? 'null')
    return typeof value?.order === 'string' && typeof value.until === 'number' ? (value as Pending) : null
  } catch {
    return null
  }
}
