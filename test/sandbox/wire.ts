import type { Update, User } from '@grammyjs/types'

/** The part of the control face that looks at the wire between Telegram and the bots, or puts something on it. */

/** `POST /control/deliver`: put a raw update into the bot's queue (duplicates, forgeries, garbled payloads). */
export interface Deliver {
  update: Omit<Update, 'update_id'> & { update_id?: number }
}

/** `GET /control/requests?method=`: the Bot API calls received, oldest first, unknown methods included. */
export interface RecordedCall {
  method: string
  payload: Record<string, unknown>
  ok: boolean
  error_code?: number
  description?: string
  at: string
  /** It came in the answer to an update that was sent to the webhook; what it returned, nobody got. */
  via?: 'reply'
}

/** `POST /control/redeliver`: an update made before, again: under its own id, or under a fresh one. */
export interface Redeliver {
  update_id: number
  fresh?: boolean
}

/** `GET /control/bots`: the bots, and whether each is there. */
export interface BotView {
  bot: User
  /** A long poll of it waits at this moment. */
  polling: boolean
  /** What it has not confirmed, what a fault holds back included. */
  pending_update_count: number
}

/** `POST /control/revoke-token`: the owner asks BotFather for a new token; the old one is worthless, the webhook gone. */
export interface NewToken {
  token: string
}
