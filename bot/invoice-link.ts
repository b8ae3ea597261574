import type { Api } from 'grammy'
import type { Order } from '../db/billing.ts'
import { createApi, type Line } from './api.ts'
import { invoiceTerms } from './invoice-terms.ts'
import { pause } from './pause.ts'
import { longerWait, retryAfterMs } from './persist.ts'
import { languageOf } from './texts.ts'
import { harmless } from './trouble.ts'
import { unwatched } from './watch.ts'

/** Somebody looks at a button meanwhile. */
const PATIENCE_MS = 5_000
/** A silent connection leaves time for another. */
const TRIES = 2

/** grammY's own kind; Node's does all that is asked of it. */
type Signal = NonNullable<Parameters<Api['createInvoiceLink']>[7]>

/**
 * Makes the links that sell orders in the Mini App, once or as subscriptions, in the language nearest to `language`. Within `patienceMs` there is
 * one, or it rejects with what Telegram said. Two links of one order sell it once: the books see to that.
 */
export function createInvoiceLinks(
  { token, apiRoot }: Pick<Line, 'token' | 'apiRoot'>,
  patienceMs = PATIENCE_MS,
): (order: Order, language: string | null) => Promise<string> {
  const api = createApi({ ...unwatched, token, apiRoot, patient: false })

  return async (order, language) => {
    const { title, description, payload, currency, prices, more } = invoiceTerms(order, languageOf(language))
    try {
      return await inTime(patienceMs, signal =>
        api.createInvoiceLink(title, description, payload, '', currency, prices, more, signal),
      )
    } catch (error) {
      throw new Error(`Telegram gives no invoice link: ${harmless(error).message}`)
    }
  }
}

/** Repeats what fails by 429, 5xx or a broken connection, while there is time. */
async function inTime<T>(patienceMs: number, ask: (signal: Signal) => Promise<T>): Promise<T> {
  const endsAt = performance.now() + patienceMs
  for (let waitMs = longerWait(0); ; waitMs = longerWait(waitMs)) {
    const left = () => Math.ceil(endsAt - performance.now())
    try {
      return await ask(AbortSignal.timeout(Math.max(1, Math.min(patienceMs / TRIES, left()))) as Signal)
    } catch (error) {
      const ms = retryAfterMs(error, waitMs)
      if (ms === null || ms >= left()) throw error
      await pause(ms)
    }
  }
}
