import type { Bot } from 'grammy'
import { BotError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { PersonContext } from './context.ts'
import { isMoney } from './stars.ts'
import { NotBooked } from './till.ts'
import { trouble } from './trouble.ts'
import { within } from './within.ts'

/** A Bot API call that Telegram carries out as the answer to an update; what came of it nobody learns. */
export interface WebhookReply {
  method: string
  [parameter: string]: unknown
}

/** How long Telegram is kept waiting for what carries no money and asks for no answer in the reply. */
const PATIENCE_MS = 5_000

/** Updates remembered, so that one whose confirmation was lost on the way is not handled twice. */
const REMEMBERED = 10_000

export interface Receiver {
  /**
   * Handles one update. Resolves when it may be confirmed with 200, with the call to put into the reply, if any.
   * Rejects when money in it is not booked: it must come again.
   */
  receive(update: Update): Promise<WebhookReply | null>
  /** Waits for what is in hand, at most `graceMs`. */
  finish(graceMs: number): Promise<void>
}

/** Where updates come in by webhook. The same update, delivered again to this process, joins its first delivery. */
export function createReceiver({ bot, logger }: { bot: Bot<PersonContext>; logger: Logger }): Receiver {
  const inHand = new Set<Promise<unknown>>()
  const known = new Map<number, Promise<WebhookReply | null>>()
  let finishing = false

  function receive(update: Update): Promise<WebhookReply | null> {
    const handled = known.get(update.update_id) ?? begin(update)
    // What still comes while the process ends is not seen by `finish`: the request itself is what is waited for.
    if (finishing || isMoney(update) || update.pre_checkout_query) return handled
    return within(PATIENCE_MS, handled).then(reply => reply ?? null)
  }

  function begin(update: Update): Promise<WebhookReply | null> {
    const id = update.update_id
    const handled = handle(update)
    inHand.add(handled)
    known.set(id, handled)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
    handled.catch(() => known.delete(id)).finally(() => inHand.delete(handled))
    return handled
  }

  async function handle(update: Update): Promise<WebhookReply | null> {
    let reply: WebhookReply | null = null
    try {
      await bot.handleUpdate(update, {
        send: json => {
          reply = JSON.parse(json)
        },
      })
    } catch (thrown) {
      const error = thrown instanceof BotError ? thrown.error : thrown
      // The till has logged why money is not booked.
      if (error instanceof NotBooked) throw error
      // A bug outside of the boundary: sent again, a command would meet it again, and again; money must come again.
      logger.error({ update: update.update_id, ...trouble(error) }, 'update failed')
      if (isMoney(update)) throw error
    }
    return reply
  }

  async function finish(graceMs: number): Promise<void> {
    finishing = true
    await within(graceMs, Promise.allSettled(inHand))
  }

  return { receive, finish }
}
