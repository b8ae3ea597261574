import { type ReadonlySignal, signal } from '@preact/signals'
import type { ExchangeJson, TokenJson } from '../server/session-contract.ts'
import { type Answer, call, type Failure, failureOf, type Request } from './api.ts'
import { launch, onReturn } from './telegram.ts'

export type Stage =
  | { kind: 'starting' }
  /** Opened outside Telegram: nobody vouches for them. */
  | { kind: 'outside' }
  /** Only opening the app anew helps. */
  | { kind: 'shut'; why: 'old' | 'ended' | 'refused' }
  | { kind: 'failed'; why: Failure }
  | { kind: 'in' }

/** Two thirds of a token's life are behind it when it is renewed; the last third is for bad networks. */
const RENEW_AT = 2 / 3
const LEAST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** A timer for longer goes off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const current = signal<Stage>(launch ? { kind: 'starting' } : { kind: 'outside' })
export const stage: ReadonlySignal<Stage> = current

/** Here and nowhere else: a page that is closed has forgotten it. */
let token: string | null = null
let renewal: { at: number; timer: ReturnType<typeof setTimeout> } | null = null

/** Exchanges Telegram's proof for a session, or for a new token of the same. */
export const signIn = single(async (): Promise<Answer<TokenJson>> => {
  if (!launch || current.peek().kind === 'shut') return { kind: 'unauthorized', problem: 'session' }
  if (current.peek().kind === 'failed') current.value = { kind: 'starting' }
  const proof: ExchangeJson = { init_data: launch.initData }
  const answer = await call<TokenJson>({ method: 'POST', path: 'miniapp/exchange-initdata', body: proof })
  if (answer.kind === 'ok') hold(answer.value)
  else if (answer.kind === 'unauthorized') shut(whyOf(answer.problem))
  else if (answer.kind === 'refused') shut('refused')
  // Whoever is in already sees the failure where they asked for something, and may ask again.
  else if (current.peek().kind !== 'in') current.value = { kind: 'failed', why: failureOf(answer) }
  return answer
})

/**
 * Another token of the same session: for the one there is, even if it has run out, since what Telegram signed may be
 * as old by then; and only where that is worth nothing any more, for what Telegram signed.
 */
const takeUp = single(async (): Promise<Answer<TokenJson>> => {
  const used = token
  if (!used) return signIn()
  const answer = await call<TokenJson>({ method: 'POST', path: 'miniapp/renew' }, used)
  // Shut meanwhile.
  if (token !== used) return { kind: 'unauthorized', problem: 'session' }
  if (answer.kind === 'unauthorized' || answer.kind === 'refused') return signIn()
  if (answer.kind === 'ok') hold(answer.value)
  return answer
})

/**
 * A call in the person's name. Where its token is refused it is repeated with another, once; if it is refused even
 * then, it is so for good.
 */
export async function callSignedIn<T>(request: Request): Promise<Answer<T>> {
  const used = token
  const answer: Answer<T> = used ? await call<T>(request, used) : { kind: 'unauthorized', problem: 'session' }
  if (answer.kind !== 'unauthorized') return answer
  if (token === used) {
    const entered = await takeUp()
    if (entered.kind !== 'ok') return entered
  }
  return call<T>(request, token)
}

/** The session is over, and nothing here may go on. */
export function shut(why: 'old' | 'ended' | 'refused'): void {
  forget()
  current.value = { kind: 'shut', why }
}

/** A page that slept may have missed the moment to renew. */
export function keepSession(): void {
  onReturn(() => {
    if (renewal && renewal.at <= Date.now()) void renew(0)
  })
}

async function renew(failures: number): Promise<void> {
  const answer = await takeUp()
  if (answer.kind === 'ok' || current.peek().kind !== 'in') return
  renewIn(Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS), failures + 1)
}

function hold({ access_token, expires_in }: TokenJson): void {
  if (current.peek().kind === 'shut') return
  token = access_token
  renewIn(expires_in * 1000 * RENEW_AT, 0)
  if (current.peek().kind !== 'in') current.value = { kind: 'in' }
}

function renewIn(ms: number, failures: number): void {
  if (renewal) clearTimeout(renewal.timer)
  const wait = Math.min(Math.max(ms, LEAST_WAIT_MS), LONGEST_TIMER_MS)
  renewal = { at: Date.now() + wait, timer: setTimeout(() => renew(failures), wait) }
}

function forget(): void {
  token = null
  if (renewal) clearTimeout(renewal.timer)
  renewal = null
}

function whyOf(problem: string): 'old' | 'ended' | 'refused' {
  if (problem === 'init-data-old') return 'old'
  return problem === 'init-data-replayed' ? 'ended' : 'refused'
}

/** Whoever asks while it is under way waits for the same end. */
function single<Args extends unknown[], T>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let underway: Promise<T> | null = null
  return (...args) => {
    underway ??= work(...args).finally(() => {
      underway = null
    })
    return underway
  }
}
