import { effect } from '@preact/signals'
import { openInvoiceLink } from '../deeds.ts'
import { type OpenPay, sheet } from '../store.ts'
import { mini } from './state.ts'
import { tell } from './wire.ts'

type Status = 'paid' | 'pending' | 'failed' | 'cancelled'

/** The app sells by the sheet of the chat, which lies over both. */
export async function payFromApp(slug: string): Promise<void> {
  const person = mini.value?.person
  if (person === undefined) return
  const busy = sheet.value?.kind === 'pay'
  if (busy || !(await openInvoiceLink(slug, person))) tell('invoice_closed', { slug, status: 'failed' })
}

/** Tells the app how each payment ends: at once when that is known, or when its sheet is closed before. */
export function followPayments(): () => void {
  let asked: OpenPay | undefined
  return effect(() => {
    const open = sheet.value
    const now = open?.kind === 'pay' && open.forApp !== undefined ? open : undefined
    if (now && now.step.name !== 'done') {
      asked = now
    } else if (asked?.forApp !== undefined) {
      tell('invoice_closed', { slug: asked.forApp, status: statusOf((now ?? asked).step) })
      asked = undefined
    }
  })
}

/** In the words of `openInvoice`. */
export function statusOf(step: OpenPay['step']): Status {
  switch (step.name) {
    case 'confirm':
      return 'cancelled'
    // Nobody knows yet, or any more, whether the Stars went: the app's own server will.
    case 'busy':
    case 'unknown':
      return 'pending'
    case 'done':
      return step.outcome.status === 'paid' ? (step.outcome.shows ?? 'paid') : 'failed'
  }
}
