import type { Update } from '@grammyjs/types'

/** What waits for a bot, and where it is sent: the part of its state that updates are about. */

export type UpdateType = Exclude<keyof Update, 'update_id'>

export interface Queue {
  nextId: number
  /** Ascending by update_id. */
  pending: Set<Pending>
  /** Made, by a fault not to be seen yet. */
  held: Held[]
  /** Undefined is Telegram's default; sticky until another list is given. */
  allowed: UpdateType[] | undefined
}

export interface Pending {
  update: Update
  /** Milliseconds since the epoch. */
  expires: number
  /** A fault delivers it once more when the bot has confirmed it. */
  repeat?: Repeat
  /** Put back although confirmed: an offset already past it does not confirm it before it was handed out. */
  again?: 'waiting' | 'handed'
}

export interface Repeat {
  fresh: boolean
  /** How many updates come in between. */
  after: number
}

export interface Held {
  content: Omit<Update, 'update_id'> & { update_id?: number }
  expires: number
  repeat?: Repeat
  /** Whose payment sheet holds it: released when that ends. */
  payer?: number
  /** Released when so many more have been made, or after its time. */
  after?: number
}

export interface Webhook {
  url: string
  max_connections: number
  ip_address?: string
  secret_token?: string
  has_custom_certificate: boolean
  last_error?: { date: number; message: string }
  /** Since when it answers nothing but 410, in milliseconds since the epoch. */
  gone_since?: number
}
