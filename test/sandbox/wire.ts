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

/**
 * `POST /control/lose`: updates that nobody will ever get, as after more than a day without a bot. So many from now on, or
 * all of them; of these kinds, or of any. `{ updates: 0 }` ends it.
 */
export interface Lose {
  updates: number | 'all'
  of?: UpdateKind[]
}

/** A type of update, or of message where the message is about money. */
export type UpdateKind =
  | 'successful_payment'
  | 'refunded_payment'
  | 'message'
  | 'subscription'
  | 'pre_checkout_query'
  | 'callback_query'
  | 'my_chat_member'

/** How many got lost since the process started. */
export interface Lost {
  lost: number
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

/**
 * `POST /control/sheet`: how this person's payments end from now on, to show what a client or the wire may do.
 * `{ person }` alone is as usual again, and what was held back comes.
 */
export interface Sheet {
  person: number
  /** What the sheet says of a payment that happened; the truth unless given. */
  says?: 'pending' | 'failed'
  /** The bot is told of no payment until this ends: the sheet has spoken long before. */
  holds_update?: boolean
}

/** `GET /control/web-app-key`: what `signature` of initData is checked with, as Telegram publishes its own. */
export interface WebAppKey {
  /** Ed25519, the raw 32 bytes as hex. */
  public_key: string
}
