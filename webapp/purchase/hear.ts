import type { OrderJson } from '../../server/contract.ts'
import type { Answer } from '../api.ts'
import { reload } from '../store.ts'
import { forget, isBelieved, isDoubted, isPast, type Pending } from './pending.ts'
import { show, shownOf } from './shown.ts'

/** Turns the screen by the server's word on an order. Whether that was its last. */
export function hear(pending: Pending, answer: Answer<OrderJson>): boolean {
  const { order, plan } = pending
  switch (answer.kind) {
    case 'ok':
      return hearStatus(pending, answer.value)
    case 'refused':
      // No order of theirs: perhaps that of another account on this device.
      if (isShown(order)) show(order, { kind: 'failed', plan, why: 'server' })
      return true
    case 'unauthorized':
    case 'too_many':
    case 'offline':
    case 'server':
      return false
  }
}

function hearStatus(pending: Pending, { status, plan_title: title }: OrderJson): boolean {
  const { order, plan } = pending
  const now = Date.now()
  switch (status) {
    case 'paid':
      show(order, { kind: 'paid', plan, title, at: now })
      break
    case 'held':
    case 'refunded':
      show(order, { kind: status, plan, title })
      break
    case 'open':
    case 'expired':
      if (isToCome(pending, status, now)) {
        doubt(pending, now)
        return false
      }
      drop(pending, 'expired')
      return true
    case 'canceled':
      drop(pending, 'cancelled')
      return true
  }
  forget(order)
  void reload()
  return true
}

/** Whether it may still be paid: where the client told of a payment, also after the time of the order. */
function isToCome(pending: Pending, status: 'open' | 'expired', now: number): boolean {
  return !isPast(pending, now) && (status === 'open' || isBelieved(pending))
}

/** Nobody is kept waiting for what is likely to have come to nothing. */
function doubt(pending: Pending, now: number): void {
  const { order, plan, said } = pending
  if (shownOf(order).kind !== 'checking' || isDoubted(pending, now)) return
  show(order, { kind: 'dropped', plan, rail: 'stars', why: said === 'cancelled' ? 'cancelled' : 'failed' })
}

/** Nothing came of it. That is told to whoever has it before them, and to nobody else. */
function drop({ order, plan, page }: Pending, why: 'cancelled' | 'expired'): void {
  forget(order)
  if (isShown(order)) show(order, { kind: 'dropped', plan, rail: page ? 'card' : 'stars', why })
}

function isShown(order: string): boolean {
  return shownOf(order).kind !== 'none'
}
