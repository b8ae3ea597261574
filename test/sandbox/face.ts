import type {
  BotCommand,
  Invoice,
  MenuButton,
  Message,
  ReplyKeyboardMarkup,
  StarTransaction,
  User,
} from '@grammyjs/types'
import type { SubscriptionView } from './subscription-face.ts'

/**
 * The control face of the sandbox: what people do and see, as JSON over HTTP under `/control`.
 * The chat page in the browser and the test suites speak exactly this; the bot never does. What goes over the wire
 * between Telegram and the bots stands in wire.ts, groups in group-face.ts.
 */

/** A person of the sandbox: what Telegram knows of them, and their own purse of Stars. */
export interface SandboxPerson {
  user: User
  stars: number
  /** The person has blocked the bot: it gets 403 for whatever it sends them. */
  blocked: boolean
}

/** `GET /control/people/:id/chat`: the private chat of one person with the bot, as that person sees it. */
export interface ChatView {
  person: SandboxPerson
  bot: User
  /** Oldest first; edited ones carry `edit_date`, deleted ones are gone. */
  messages: Message[]
  /** The commands Telegram would list for this person in this chat and language. */
  commands: BotCommand[]
  /** What stands beside the input: the Mini App's button, or the list of commands (`default` is that too). */
  menu_button: MenuButton
  /** Answers to callback queries meant as toasts or alerts, newest last. */
  toasts: { id: string; text: string; alert: boolean }[]
  /** Ids of callback queries of this chat that the bot has not answered and still can: their buttons are busy. */
  unanswered: string[]
  /**
   * Invoice messages paid here and the charges that paid them, oldest first: their Pay button is a receipt now.
   * A rapid double tap leaves two charges for one message.
   */
  paid: { message_id: number; charge_id: string }[]
  /** Their subscriptions with this bot, ended ones included, oldest first. */
  subscriptions: SubscriptionView[]
  /** The reply keyboard that stands under the input, until the bot removes it. */
  reply_keyboard?: ReplyKeyboardMarkup
}

/** `POST /control/people`: `id` and `stars` have defaults (a fresh id; 1000). */
export interface NewPerson {
  id?: number
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
  stars?: number
}

/** `POST /control/send`: a text typed into the private chat, or into `chat` (a group). */
export interface SendText {
  person: number
  text: string
  chat?: number
  /** Speak as the group's anonymous admin (`from` is the fake user GroupAnonymousBot). */
  anonymous?: boolean
}

/** `POST /control/press`: an inline button, named by its callback data. */
export interface PressButton {
  person: number
  message_id: number
  data: string
  chat?: number
}

/** `POST /control/pay`: an invoice message of this person's chat (or of `owner`'s, forwarded), or a link. */
export interface Pay {
  person: number
  message_id?: number
  /** Whose chat holds `message_id`; the payer's own by default. */
  owner?: number
  invoice_url?: string
  /** Take the money without asking the bot first, as a lost or overruled pre-checkout would. */
  without_precheckout?: boolean
  /** What the payment claims instead of the truth, to show that the books notice. */
  claim?: { total_amount?: number; currency?: string; invoice_payload?: string }
}

/** What the payment sheet shows at the end, in the words of `openInvoice`. */
export type PayOutcome =
  /** `shows` where the sheet has another word for it (`POST /control/sheet`): that is what `openInvoice` is told. */
  | { status: 'paid'; charge_id: string; shows?: 'pending' | 'failed' }
  | { status: 'failed'; reason: 'refused'; error_message: string }
  | { status: 'failed'; reason: 'timeout' | 'balance_too_low' | 'already_paid' | 'blocked' }

/** `POST /control/open-app`: a person opens the bot's Mini App, as the client of `platform`. */
export interface OpenApp {
  person: number
  from: LaunchFrom
  /** The client's colours, as they stand in `tgWebAppThemeParams`. */
  theme_params: Record<string, string>
  /** `weba` unless given. */
  platform?: string
}

/** The menu button, a `web_app` button under a message, or a link `t.me/<bot>?startapp=<start_param>`. */
export type LaunchFrom =
  | { kind: 'menu' }
  | { kind: 'button'; message_id: number; text: string }
  | { kind: 'link'; start_param?: string }

export interface OpenedApp {
  /** What the client loads: the app's address, with who opens it, signed by Telegram, in the fragment. */
  url: string
  /** Of the launch, where there is one: a link has none. */
  query_id?: string
}

/** `POST /control/block`: block or unblock the bot. */
export interface Block {
  person: number
  blocked: boolean
}

/** `POST /control/refund`: Telegram itself gives a charge back; the bot hears of it by service message only. */
export interface RefundElsewhere {
  charge_id: string
}

/** `POST /control/withdraw`: the bot's owner takes Stars out of its balance, by way of Fragment. */
export interface Withdraw {
  stars: number
}

/** `GET /control/events`: server-sent events; on each `changed` the page reads what it shows again. */
export interface Changed {
  /** The person whose chat, commands or purse changed. */
  person: number
}

/** `POST /control/deactivate`: the account is gone; the bot gets 403 `user is deactivated`. */
export interface Deactivate {
  person: number
}

/** `GET /control/invoice?url=`: what stands behind an invoice link, for the payment sheet. */
export interface InvoiceView {
  invoice: Invoice
  /** Seconds, where the link sells a subscription. */
  subscription_period?: number
}

/** `GET /control/balance`: the bot's own Stars, and what moved them, oldest first. */
export interface Balance {
  stars: number
  transactions: StarTransaction[]
}

/**
 * `POST /control/faults`: what goes wrong from now on. A share is 0..1 of the occasions. Whether one does is a hash of
 * seed, kind, subject and how often that subject had the occasion, so that the same seed means the same faults,
 * whatever comes first. `{ "seed": 0 }` ends them.
 */
export interface Faults {
  seed: number
  /** An update is delivered a second time, later: under its own id, now and then under a fresh one. */
  duplicate?: number
  /** An update is delivered after later ones. */
  reorder?: number
  /** A call is answered, or an update sent, `delay_ms` at most too late. */
  delay?: number
  /** A call is refused with 429 and `retry_after` 1, and does nothing. */
  too_many?: number
  /** A call is refused with 500, and does nothing. */
  internal?: number
  /** The connection ends before the answer, after the effect: of a call, or of the bot's taking an update by webhook. */
  dropped?: number
  /** The connection ends before the effect: of a call, or of sending an update to the webhook. */
  cut?: number
  /** The longest delay; 200 unless given. */
  delay_ms?: number
}

/** `GET /control/faults`: what is in force, and how often each kind has struck since faults began; kept when they end. */
export interface FaultsView {
  faults: Faults
  counts: FaultCounts
}

export type FaultCounts = Record<Exclude<keyof Faults, 'seed' | 'delay_ms'>, number>
