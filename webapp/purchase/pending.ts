import { recall, remember } from '../memory.ts'
import type { InvoiceEnd } from '../telegram.ts'

/** An order whose end is not known, remembered on the device so that closing the app loses nothing. */
export interface Pending {
  order: string
  plan: string
  /** When the client said so, or while it said nothing, when it was ordered; by the clock of the device. */
  since: number
  /** What the client believes; null while the pay sheet is open. */
  said: InvoiceEnd | null
  /** They wait for it no more: only good news is worth telling. */
  quiet?: boolean
  /** Of a card: the page in the browser that it is paid on, and for how long that is open. */
  page?: { url: string; lastsMs: number }
}

/** An order for Stars is payable for an hour; after that nothing can come of it any more. */
const HOUR_MS = 3_600_000
/** News of a payment made at the last moment take a while. */
const NEWS_MS = 300_000
/** For how long an order may yet turn out paid before they are told otherwise: clients have been wrong (case 17). */
const DOUBT_MS: Record<InvoiceEnd, number> = {
  paid: HOUR_MS,
  pending: HOUR_MS,
  failed: 20_000,
  cancelled: 0,
  unsupported: 0,
}
/** More than anybody orders in an hour; the oldest are forgotten. */
const MOST = 10

/** Also in memory, for clients that forbid storage. */
let held: Pending[] | null = null

/** All of which something can come still. */
export function allKept(now: number): Pending[] {
  const all = kept()
  const live = all.filter(pending => !isPast(pending, now))
  if (live.length < all.length) write(live)
  return live
}

export function keptOf(order: string): Pending | null {
  return kept().find(one => one.order === order) ?? null
}

export function keep(pending: Pending): void {
  write([...kept().filter(({ order }) => order !== pending.order), pending].slice(-MOST))
}

export function forget(order: string): void {
  write(kept().filter(one => one.order !== order))
}

export function isPast({ since, page }: Pending, now: number): boolean {
  return now - since >= (page ? page.lastsMs + NEWS_MS : HOUR_MS)
}

/** The client told of a payment, so that an order past its time may still be paid: the news is on its way. */
export function isBelieved({ said }: Pending): boolean {
  return said === 'paid' || said === 'pending'
}

/** Whether they are to wait before another word is said. */
export function isDoubted({ said, since }: Pending, now: number): boolean {
  return said !== null && now - since < DOUBT_MS[said]
}

function kept(): Pending[] {
  held ??= parse(recall('orders'))
  return held
}

function write(all: Pending[]): void {
  held = all
  remember('orders', all.length > 0 ? JSON.stringify(all) : null)
}

function parse(text: string | null): Pending[] {
  try {
    const all: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(all) ? all.filter(isPending) : []
  } catch {
    return []
  }
}

function isPending(value: Partial<Pending> | null): value is Pending {
  return typeof value?.order === 'string' && typeof value.since === 'number'
}
