import type { OrderJson } from '../../server/contract.ts'
import { callSignedIn, stage } from '../session.ts'
import { onReturn } from '../telegram.ts'

const QUICKEST_MS = 400
const SLOWEST_MS = 5_000
const GROWTH = 1.5

/** What the server says of an order in the end. */
export type Word =
  | { kind: 'final'; order: OrderJson }
  /** Not paid so far, and that was waited for long enough. */
  | { kind: 'open' }
  /** There is no such order of theirs. */
  | { kind: 'unknown' }
  /** Nobody wants to know any more. */
  | { kind: 'stopped' }

interface Question {
  orderId: string
  /** Before the first time it is asked. */
  firstMs: number
  /** For how long an order that is still open is asked for again. A server that does not answer says nothing, so it is asked on. */
  patienceMs: number
  /** The client told of a payment, so that an order past its time may still be paid: the news is on its way. */
  believed: boolean
  signal: AbortSignal
}

/** Asks the server until its word is final: quickly at first, then ever more slowly, and at once when they return. */
export async function finalWord({ orderId, firstMs, patienceMs, believed, signal }: Question): Promise<Word> {
  const begun = Date.now()
  for (let wait = firstMs; ; wait = Math.min(Math.max(wait * GROWTH, QUICKEST_MS), SLOWEST_MS)) {
    if (wait > 0) await pause(wait, signal)
    if (signal.aborted || stage.peek().kind === 'shut') return { kind: 'stopped' }
    const answer = await callSignedIn<OrderJson>({
      path: `billing/orders/${encodeURIComponent(orderId)}`,
      signal,
    })
    if (signal.aborted) return { kind: 'stopped' }
    if (answer.kind === 'refused') return { kind: 'unknown' }
    if (answer.kind !== 'ok') continue
    const { status } = answer.value
    if (status !== 'open' && !(believed && status === 'expired'))
      return { kind: 'final', order: answer.value }
    if (Date.now() - begun >= patienceMs) return { kind: 'open' }
  }
}

/** Shorter when somebody returns to the app, or does not care any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      end()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const end = onReturn(done)
    signal.addEventListener('abort', done)
  })
}
