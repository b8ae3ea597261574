import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Failure } from '../api.ts'
import { confirmClosing, haptic } from '../telegram.ts'

export type Refusal = 'unknown_plan' | 'not_sold_here' | 'owned_forever'

/**
 * What the late part tells of: this very plan renews already; another subscription lives, and they are asked (case 37);
 * it is paid by card, and being booked.
 */
export type LateRefusal = 'subscribed' | 'parallel' | 'paid_already'

/** By card, on a page in their browser; `backAt`: when they were last seen to come back from it. */
export interface Away {
  kind: 'away'
  plan: string
  url: string
  backAt: number | null
}

export interface Dropped {
  kind: 'dropped'
  plan: string
  rail: Rail
  why: 'cancelled' | 'failed' | 'expired'
}

export type Refused =
  | { kind: 'refused'; plan: string; rail: Rail; why: Refusal | LateRefusal | 'unsupported' }
  | { kind: 'refused'; plan: string; rail: Rail; why: 'too_many'; seconds: number }

export type Purchase =
  | { kind: 'none' }
  | { kind: 'ordering'; plan: string; rail: Rail }
  | { kind: 'paying'; plan: string }
  | Away
  /** Whatever the client said, the server is being asked; `since` by the clock of the device. */
  | { kind: 'checking'; plan: string; since: number }
  /** `at`: what was heard of access before is out of date. */
  | { kind: 'paid'; plan: string; title: string; at: number }
  | { kind: 'held' | 'refunded'; plan: string; title: string }
  | Dropped
  | Refused
  | { kind: 'failed'; plan: string; why: Failure }

export type Rail = 'stars' | 'card'
type Told = Exclude<Purchase, { kind: 'none' }>

/** The key of what has come to no order yet. */
export const UNORDERED = ''
const NONE: Purchase = { kind: 'none' }

/** All there is to tell, by the order it is about. */
const told = signal<ReadonlyMap<string, Told>>(new Map())

/** One at a time is told: what became of money first, in the order it was heard; else what was begun last. */
const foremost = computed(() => {
  const all = [...told.value]
  return all.find(([, one]) => isOfMoney(one)) ?? all.at(-1)
})

/** The purchase on the screen. It is paid when the server says so, and never before. */
export const purchase: ReadonlySignal<Purchase> = computed(() => foremost.value?.[1] ?? NONE)

/** Whether ordering this plan must wait: a sheet is open, or an order of the same plan may yet turn out paid. */
export function isUnderway(plan: string): boolean {
  return [...told.value.values()].some(
    one => isAtSheet(one) || (one.kind === 'checking' && one.plan === plan),
  )
}

export function shownOf(key: string): Purchase {
  return told.peek().get(key) ?? NONE
}

/** Leaving costs nothing but while they pay; how it ended is felt. */
export function show(key: string, next: Told): void {
  const all = new Map(told.peek())
  // News of money queue up.
  if (isOfMoney(next)) all.delete(key)
  put(all.set(key, next))
  if (next.kind === 'paid') haptic('success')
  if (next.kind === 'held') haptic('warning')
  const isBad = next.kind === 'dropped' ? next.why === 'failed' : ['refused', 'failed'].includes(next.kind)
  if (isBad) haptic('error')
}

/** What came to no order has become one. */
export function turnInto(order: string, next: Told): void {
  put(new Map([...told.peek()].filter(([key]) => key !== UNORDERED)).set(order, next))
}

/** Puts away what is on the screen; returns what it was about. */
export function hideForemost(): string | null {
  const [key = null] = foremost.peek() ?? []
  put(new Map([...told.peek()].filter(([one]) => one !== key)))
  return key
}

/** Makes room for a new attempt: only what goes on stays, and news of money they have not seen yet. */
export function hideSettled(): void {
  const seen = foremost.peek()?.[1]
  put(new Map([...told.peek()].filter(([, one]) => isOpen(one) || (isOfMoney(one) && one !== seen))))
}

/** Whether it has no end yet. */
export function isOpen(one: Purchase): boolean {
  return isAtSheet(one) || one.kind === 'checking' || one.kind === 'away'
}

function isAtSheet({ kind }: Purchase): boolean {
  return kind === 'ordering' || kind === 'paying'
}

function isOfMoney({ kind }: Purchase): boolean {
  return kind === 'paid' || kind === 'held' || kind === 'refunded'
}

function put(next: ReadonlyMap<string, Told>): void {
  const isPaying = (all: ReadonlyMap<string, Told>) => [...all.values()].some(({ kind }) => kind === 'paying')
  const before = told.peek()
  told.value = next
  if (isPaying(before) !== isPaying(next)) confirmClosing(isPaying(next))
}
