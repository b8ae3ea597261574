import type { OrderJson } from '../../server/contract.ts'
import { callSignedIn, stage } from '../session.ts'
import { onReturn } from '../telegram.ts'
import { hear } from './hear.ts'
import type { Pending } from './pending.ts'
import { isOpen, shownOf } from './shown.ts'

const GROWTH = 1.5
/** Somebody looks at it and waits. */
const AWAITED_MS = { least: 400, most: 5_000 }
/** Nobody does; but what was paid late is told all the same. */
const UNAWAITED_MS = { least: 5_000, most: 15_000 }

/** The question asked for each order; a new one ends that before it. */
const following = new Map<string, AbortController>()

export function isFollowed(order: string): boolean {
  return following.has(order)
}

/** Asks the server until its word on the order is final: ever more slowly, and at once when they return. */
export async function follow(pending: Pending, firstMs: number): Promise<void> {
  const { order } = pending
  following.get(order)?.abort()
  const own = new AbortController()
  following.set(order, own)
  for (let wait = firstMs; ; wait = longer(wait, order)) {
    // Whoever is back waits for it: news of what they did there take a moment.
    if (wait > 0 && (await pause(wait, own.signal)) === 'returned') wait = 0
    if (own.signal.aborted || stage.peek().kind === 'shut') return
    const answer = await callSignedIn<OrderJson>({
      path: `billing/orders/${encodeURIComponent(order)}`,
      signal: own.signal,
    })
    if (own.signal.aborted) return
    if (hear(pending, answer)) break
  }
  following.delete(order)
}

function longer(wait: number, order: string): number {
  const { least, most } = isOpen(shownOf(order)) ? AWAITED_MS : UNAWAITED_MS
  return Math.min(Math.max(wait * GROWTH, least), most)
}

/** Shorter when somebody returns to the app, or another question is asked. */
function pause(ms: number, signal: AbortSignal): Promise<'over' | 'returned'> {
  return new Promise(resolve => {
    const done = (how: 'over' | 'returned') => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      end()
      resolve(how)
    }
    const over = () => done('over')
    const timer = setTimeout(over, ms)
    const end = onReturn(() => done('returned'))
    signal.addEventListener('abort', over)
  })
}
