import { type Signal, signal } from '@preact/signals'
import { type Answer, type Failure, failureOf } from './api.ts'

/** Something of the server's on its way to the screen. */
export type Load<T> = { kind: 'loading' } | { kind: 'ready'; value: T } | { kind: 'failed'; why: Failure }

export interface Loader<T> {
  state: Signal<Load<T>>
  /** When the server was asked for what is shown, by the clock of the device; 0: it never answered. */
  askedAt: Signal<number>
  /** Asks the server. What is shown already stays until there is better; of two questions the later one counts. */
  load(): Promise<'same' | 'changed' | 'failed'>
  /** Shows what is known by other ways than asking. */
  put(value: T): Load<T>
  /** Shows that it is being tried again, where it had failed. */
  forgive(): void
}

export function loader<T>(ask: () => Promise<Answer<T>>): Loader<T> {
  const state = signal<Load<T>>({ kind: 'loading' })
  const askedAt = signal(0)
  let questions = 0

  return {
    state,
    askedAt,
    async load() {
      questions += 1
      const own = questions
      const begun = Date.now()
      const answer = await ask()
      const before = state.peek()
      if (own !== questions) return 'same'
      if (answer.kind !== 'ok') {
        if (before.kind !== 'ready') state.value = { kind: 'failed', why: failureOf(answer) }
        return 'failed'
      }
      askedAt.value = begun
      // The same answer again draws nothing again.
      if (before.kind === 'ready' && JSON.stringify(before.value) === JSON.stringify(answer.value))
        return 'same'
      state.value = { kind: 'ready', value: answer.value }
      return 'changed'
    },
    put(value) {
      questions += 1
      state.value = { kind: 'ready', value }
      return state.peek()
    },
    forgive() {
      if (state.peek().kind === 'failed') state.value = { kind: 'loading' }
    },
  }
}
