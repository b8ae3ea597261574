import { pause } from './pause.ts'

/** The answer, or undefined when it takes longer than `ms`; what it says after that is not waited for, and not heard. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  answer.catch(() => undefined)
  const answered = new AbortController()
  const late = pause(ms, answered.signal).then(() => undefined)
  return Promise.race([answer, late]).finally(() => answered.abort())
}
