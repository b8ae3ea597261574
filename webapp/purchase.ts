import { type ReadonlySignal, signal } from '@preact/signals'
import type { PlanChoiceJson, StarsInvoiceJson } from '../server/contract.ts'
import { type Answer, type Failure, failureOf } from './api.ts'
import { finalWord, type Word } from './purchase/final-word.ts'
import { forget, keep, kept, type Pending } from './purchase/pending.ts'
import { callSignedIn } from './session.ts'
import { reload } from './store.ts'
import { canOpenInvoice, confirmClosing, haptic, openInvoice } from './telegram.ts'

type Refusal = 'unknown_plan' | 'not_sold_here' | 'owned_forever'

export type Purchase =
  | { kind: 'none' }
  | { kind: 'ordering' | 'paying'; plan: string }
  /** Whatever the client said, the server is being asked. */
  | { kind: 'checking'; plan: string; slow: boolean }
  | { kind: 'paid' | 'held' | 'refunded'; plan: string; title: string }
  | { kind: 'dropped'; plan: string; why: 'cancelled' | 'failed' | 'expired' }
  | { kind: 'refused'; plan: string; why: Refusal | 'unsupported' }
  | { kind: 'refused'; plan: string; why: 'too_many'; seconds: number }
  | { kind: 'failed'; plan: string; why: Failure }

/** An order is payable for an hour. */
const HOUR_MS = 3_600_000
/** While the sheet is open the client will tell; asking meanwhile is for those that do not. */
const PAYING_MS = 2_000
/** Checking for longer than this deserves a word of explanation. */
const SLOW_MS = 8_000
/** How long a client may be wrong that tells of no payment (case 17), or that was closed while paying. */
const DOUBT_MS = { cancelled: 0, failed: 3_000, closed: 10_000 }

const REFUSALS: Record<string, Refusal> = {
  'unknown-plan': 'unknown_plan',
  'not-sold-here': 'not_sold_here',
  'owned-forever': 'owned_forever',
}

const current = signal<Purchase>({ kind: 'none' })
/** The purchase on the screen. It is paid when the server says so, and never before. */
export const purchase: ReadonlySignal<Purchase> = current

/** Orders the plan, opens the pay sheet, and lets the server say how it ended. One at a time. */
export async function buy(plan: string): Promise<void> {
  if (isUnderway()) return
  if (!canOpenInvoice()) return show({ kind: 'refused', plan, why: 'unsupported' })
  const ordering: Purchase = { kind: 'ordering', plan }
  show(ordering)
  const body: PlanChoiceJson = { plan }
  const answer = await callSignedIn<StarsInvoiceJson>({ method: 'POST', path: 'billing/stars-invoice', body })
  if (current.peek() !== ordering) return
  if (answer.kind !== 'ok') {
    show(refusalOf(plan, answer))
    // What stands on the screen is out of date.
    if (answer.kind === 'refused') void reload()
    return
  }

  const { order_id: order, invoice_url } = answer.value
  const pending: Pending = { order, plan, until: Date.now() + HOUR_MS, said: null }
  keep(pending)
  show({ kind: 'paying', plan })
  void follow(pending, PAYING_MS)
  const said = await openInvoice(invoice_url)
  // Settled, or another took its place, while the sheet was open.
  if (kept(Date.now())?.order !== order) return
  const told: Pending = { ...pending, said, until: Date.now() + HOUR_MS }
  keep(told)
  show({ kind: 'checking', plan, slow: false })
  await follow(told, 0)
}

/** Goes on with a purchase whose end was not known when the app was closed. */
export async function resumePurchase(): Promise<void> {
  const pending = kept(Date.now())
  if (pending === null || current.peek().kind !== 'none') return
  if (isBelieved(pending)) show({ kind: 'checking', plan: pending.plan, slow: false })
  await follow(pending, 0)
}

/** Nobody waits for it here any more. What was paid is booked all the same. */
export function dismissPurchase(): void {
  following?.abort()
  show({ kind: 'none' })
}

/** Whom the present question is asked for; a new one ends it. */
let following: AbortController | null = null

async function follow(pending: Pending, firstMs: number): Promise<void> {
  following?.abort()
  const own = new AbortController()
  following = own
  const believed = isBelieved(pending)
  const slowly = setTimeout(() => {
    if (current.peek().kind === 'checking') show({ kind: 'checking', plan: pending.plan, slow: true })
  }, SLOW_MS)
  const patienceMs = firstMs > 0 || believed ? pending.until - Date.now() : doubtOf(pending)
  const word = await finalWord({ orderId: pending.order, firstMs, patienceMs, believed, signal: own.signal })
  clearTimeout(slowly)
  settle(pending, word)
}

/** Turns the screen by the server's word. Where nobody waits for an answer, only good news is told. */
function settle(pending: Pending, word: Word): void {
  const { plan } = pending
  const awaited = current.peek().kind !== 'none'
  if (word.kind === 'stopped') return
  if (word.kind === 'unknown') {
    if (awaited) show({ kind: 'failed', plan, why: 'server' })
    return
  }
  if (word.kind === 'open') {
    if (awaited) show({ kind: 'dropped', plan, why: reasonOf(pending) })
    return
  }
  forget()
  const { status, plan_title: title } = word.order
  if (status === 'paid' || status === 'held' || status === 'refunded') {
    show({ kind: status, plan, title })
    void reload()
  } else if (awaited) {
    show({ kind: 'dropped', plan, why: status === 'canceled' ? 'cancelled' : 'expired' })
  }
}

function isUnderway(): boolean {
  return ['ordering', 'paying', 'checking'].includes(current.peek().kind)
}

function isBelieved({ said }: Pending): boolean {
  return said === 'paid' || said === 'pending'
}

function doubtOf({ said }: Pending): number {
  return DOUBT_MS[said === 'cancelled' || said === 'failed' ? said : 'closed']
}

/** Why an order is left open: the client said so, or its time is over. */
function reasonOf(pending: Pending): 'cancelled' | 'failed' | 'expired' {
  if (pending.said === null || isBelieved(pending)) return 'expired'
  return pending.said === 'cancelled' ? 'cancelled' : 'failed'
}

function refusalOf(plan: string, answer: Exclude<Answer<never>, { kind: 'ok' }>): Purchase {
  if (answer.kind === 'too_many') return { kind: 'refused', plan, why: 'too_many', seconds: answer.seconds }
  const why = answer.kind === 'refused' && REFUSALS[answer.problem]
  return why ? { kind: 'refused', plan, why } : { kind: 'failed', plan, why: failureOf(answer) }
}

/** Leaving costs nothing but while they pay; how it ended is felt. */
function show(next: Purchase): void {
  const before = current.peek().kind
  current.value = next
  if ((before === 'paying') !== (next.kind === 'paying')) confirmClosing(next.kind === 'paying')
  if (next.kind === 'paid') haptic('success')
  if (next.kind === 'held') haptic('warning')
  const isBad = next.kind === 'dropped' ? next.why === 'failed' : ['refused', 'failed'].includes(next.kind)
  if (isBad) haptic('error')
}
