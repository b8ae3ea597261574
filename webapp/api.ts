import { type ReadonlySignal, signal } from '@preact/signals'
import type { CheckoutRefusedJson } from '../server/billing-contract.ts'
import type { ProblemJson } from '../server/contract.ts'
import { hearServerTime } from './server-clock.ts'
import { language } from './texts.ts'

const TIMEOUT_MS = 10_000
const SECOND_TRY_MS = 500

export interface Request {
  method?: 'GET' | 'POST' | 'PATCH'
  /** Below `/api/v1/`. */
  path: string
  body?: object
  /** Ends the call early; it answers `offline` then. */
  signal?: AbortSignal
}

export type Answer<T> =
  | { kind: 'ok'; value: T }
  /** 401. `problem` is the last word of the problem's type: `session`, `init-data-old`. */
  | { kind: 'unauthorized'; problem: string }
  | { kind: 'too_many'; seconds: number }
  /** Any other 4xx: the server understood and will not; `order`: because of this one. */
  | { kind: 'refused'; status: number; problem: string; order?: string | undefined }
  /** Nobody answered, or not in time. */
  | { kind: 'offline' }
  /** 5xx, or an answer that is none of the server's. */
  | { kind: 'server' }

export type Failure = 'offline' | 'too_many' | 'server'

const reached = signal(navigator.onLine)
/** Whether the server was reached when last tried, as far as this device can tell. */
export const online: ReadonlySignal<boolean> = reached

/** Follows what the device knows of its network; `back` runs when it has one again. */
export function followNetwork(back: () => void): void {
  addEventListener('offline', () => {
    reached.value = false
  })
  addEventListener('online', () => {
    reached.value = true
    back()
  })
}

/** One question to the server. Expected outcomes are answers; it never rejects. A GET is asked a second time. */
export async function call<T>(request: Request, token: string | null = null): Promise<Answer<T>> {
  const answer = await ask<T>(request, token)
  if (answer.kind !== 'offline' || (request.method ?? 'GET') !== 'GET' || request.signal?.aborted)
    return answer
  await new Promise(resolve => setTimeout(resolve, SECOND_TRY_MS))
  return ask(request, token)
}

async function ask<T>(
  { method = 'GET', path, body, signal }: Request,
  token: string | null,
): Promise<Answer<T>> {
  const limit = new AbortController()
  const stop = () => limit.abort()
  const timer = setTimeout(stop, TIMEOUT_MS)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  try {
    const response = await fetch(new URL(`../api/v1/${path}`, document.baseURI), {
      method,
      headers: {
        'accept-language': language.peek(),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
      credentials: 'omit',
      signal: limit.signal,
    })
    hearServerTime(response.headers.get('date'))
    const answer = await read<T>(response)
    reached.value = true
    return answer
  } catch {
    // fetch rejects for the network and for the time limit alone; both mean the same to whoever waits.
    if (!signal?.aborted) reached.value = false
    return { kind: 'offline' }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text()
  if (response.ok) return readJson<T>(text)
  if (response.status === 429) return { kind: 'too_many', seconds: waitOf(response) }
  if (response.status >= 500) return { kind: 'server' }
  const said = readJson<Partial<ProblemJson & CheckoutRefusedJson> | null>(text)
  const body = said.kind === 'ok' ? said.value : null
  const problem = body?.type?.split(':').at(-1) || ''
  return response.status === 401
    ? { kind: 'unauthorized', problem }
    : { kind: 'refused', status: response.status, problem, order: body?.order_id }
}

function readJson<T>(text: string): { kind: 'ok'; value: T } | { kind: 'server' } {
  try {
    return { kind: 'ok', value: (text === '' ? null : JSON.parse(text)) as T }
  } catch {
    return { kind: 'server' }
  }
}

function waitOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60
}

/** What an answer without a value means to the person. */
export function failureOf(answer: { kind: Exclude<Answer<never>['kind'], 'ok'> }): Failure {
  return answer.kind === 'offline' || answer.kind === 'too_many' ? answer.kind : 'server'
}
