import type { JsonWebKey } from 'node:crypto'
import type {
  BotCommand,
  Chat,
  MenuButton,
  Message,
  PhotoSize,
  ReplyKeyboardMarkup,
  StarTransaction,
  User,
  UserFromGetMe,
} from '@grammyjs/types'
import { newWebAppKey } from './init-data.ts'
import type { Queue, Webhook } from './queue-state.ts'
import { newServiceState, type ServiceState } from './service/state.ts'
import { newStripeState, type StripeState } from './stripe/state.ts'
import { type Hooks, newHooks } from './stripe/webhook-state.ts'
import type { StarSubscription } from './subscription-state.ts'

/** Everything that survives a restart. Plain data and Maps only: it is saved as JSON. */
export interface State {
  people: Map<number, Person>
  bots: Map<number, Bot>
  nextPersonId: number
  nextGroupId: number
  /** What signs initData for third parties, as Telegram's own key does. */
  webAppKey: JsonWebKey
  stripe: StripeState
  stripeHooks: Hooks
  service: ServiceState
  /** How far the clock has been turned forward. */
  clockOffsetMs: number
}

export interface Person {
  user: User
  stars: number
  /** How often they have paid. */
  payments: number
  deactivated: boolean
}

export interface Bot {
  token: string
  /** Tokens it had before. */
  revoked: string[]
  user: UserFromGetMe
  queue: Queue
  webhook: Webhook | null
  /** By chat id; a private chat has the person's id. */
  dialogs: Map<number, Dialog>
  commands: Map<string, BotCommand[]>
  /** By language code, '' for everyone. */
  profile: Map<string, Profile>
  /** By person id, 0 for everyone. */
  menuButtons: Map<number, MenuButton>
  links: Map<string, Terms>
  charges: Map<string, Charge>
  /** By the charge id of the first payment. */
  subscriptions: Map<string, StarSubscription>
  /** The newest pictures it sent, by file_id. */
  photos: Map<string, Photo>
  transactions: StarTransaction[]
  balance: number
  callbacks: Map<string, Callback>
  nextQueryId: number
}

export interface Profile {
  name?: string
  description?: string
  short_description?: string
}

/** One chat as the bot's account holds it. */
export interface Dialog {
  chat: Chat.PrivateChat | Chat.GroupChat | Chat.SupergroupChat
  messages: Map<number, Message>
  nextMessageId: number
  /** A bot cannot write first: false until the person did. */
  started: boolean
  blocked: boolean
  invoices: Map<number, InvoiceMessage>
  toasts: { id: string; text: string; alert: boolean }[]
  replyKeyboard: ReplyKeyboardMarkup | null
  /** Empty in a private chat. */
  members: Map<number, Role>
  /** The id of the supergroup this group has become. */
  upgraded_to?: number
}

type Role = 'creator' | 'administrator' | 'member'

/** What is sold, by message or by link. */
export interface Terms {
  title: string
  description: string
  payload: string
  currency: string
  total_amount: number
  start_parameter: string
  subscription_period?: number
}

export interface InvoiceMessage {
  terms: Terms
  /** Ids of what paid it in the private chat it was sent to; with one it cannot be paid there again. */
  charges: string[]
}

export interface Charge {
  id: string
  person: number
  /** The person's first payment is 1. */
  number: number
  amount: number
  payload: string
  subscription_period?: number
  refunded: boolean
}

interface Photo {
  size: PhotoSize
  type: string
  base64: string
}

interface Callback {
  person: number
  chat: number
  /** Milliseconds since the epoch. */
  expires: number
}

/** A bot as its options name it. */
export interface NewBot {
  token: string
  /** The number before the colon of the token, unless given. */
  id?: number
  username: string
  first_name: string
}

export function newState(): State {
  // Real new accounts are far above 2^31, so every fresh person shows that ids need 64 bits.
  return {
    people: new Map(),
    bots: new Map(),
    nextPersonId: 7_000_000_001,
    nextGroupId: 1_900_000_001,
    webAppKey: newWebAppKey(),
    stripe: newStripeState(),
    stripeHooks: newHooks(),
    service: newServiceState(),
    clockOffsetMs: 0,
  }
}

export function newBot(bot: NewBot, random: () => number): Bot {
  const id = bot.id ?? Number(bot.token.split(':')[0])
  return {
    token: bot.token,
    revoked: [],
    user: {
      id,
      is_bot: true,
      first_name: bot.first_name,
      username: bot.username,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_guest_queries: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    },
    queue: {
      nextId: 100_000_000 + Math.floor(random() * 800_000_000),
      pending: new Set(),
      held: [],
      allowed: undefined,
    },
    webhook: null,
    dialogs: new Map(),
    commands: new Map(),
    profile: new Map(),
    menuButtons: new Map(),
    links: new Map(),
    charges: new Map(),
    subscriptions: new Map(),
    photos: new Map(),
    transactions: [],
    balance: 0,
    callbacks: new Map(),
    nextQueryId: 1,
  }
}
