import type { Transformer } from 'grammy'
import { pause } from './pause.ts'

const LONGEST_SECONDS = 10
const TRIES = 3

/** Waits out Telegram's 429 for ordinary calls. Nobody waits for a pre-checkout answer that long, and polling has its own way. */
export const patience: Transformer = async (prev, method, payload, signal) => {
  for (let tries = 1; ; tries++) {
    const result = await prev(method, payload, signal)
    if (result.ok || result.error_code !== 429 || tries === TRIES) return result
    if (method === 'answerPreCheckoutQuery' || method === 'getUpdates') return result

    const seconds = result.parameters?.retry_after ?? 1
    if (seconds > LONGEST_SECONDS) return result
    await pause(seconds * 1000, ...(signal ? [signal] : []))
  }
}
