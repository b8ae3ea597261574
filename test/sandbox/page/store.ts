import type { Invoice } from '@grammyjs/types'
import { computed, signal } from '@preact/signals'
import type { ChatView, PayOutcome, SandboxPerson } from '../face.ts'
import { receiptsOf } from './pay/receipts.ts'

/** A text on its way; it leaves the outbox once the chat shows it. */
export interface Outgoing {
  key: number
  person: number
  text: string
  /** Unix seconds, as in a message. */
  date: number
  /** The newest message of the chat when it was written. */
  after: number
  state: 'sending' | 'failed'
  problem?: string
}

/** The one thing that lies over the chat. */
export type Sheet =
  | OpenPay
  | { kind: 'receipt'; person: number; chargeId: string | undefined }
  | { kind: 'people' }
  | { kind: 'guide' }
  | { kind: 'clock' }
  | { kind: 'stars' }
  | { kind: 'service' }
  | { kind: 'photo'; fileId: string; caption: string }

export interface OpenPay {
  kind: 'pay'
  person: number
  /** The invoice message, or the link that leads to an invoice. */
  from: { message_id: number } | { invoice_url: string }
  invoice: Invoice
  /** A link may sell a subscription: paid again every so many seconds. */
  everySeconds?: number
  /** The Mini App waits to hear how it ends, by this name of the invoice. */
  forApp?: string
  step: PayStep
}

type PayStep =
  | { name: 'confirm' }
  | { name: 'busy' }
  | { name: 'done'; outcome: PayOutcome }
  | { name: 'unknown'; problem: string }

export type Link = { state: 'connecting' } | { state: 'open' } | { state: 'lost'; retryAt: number }

export const people = signal<readonly SandboxPerson[] | undefined>(undefined)
export const chats = signal<ReadonlyMap<number, ChatView>>(new Map())
export const link = signal<Link>({ state: 'connecting' })
/** Whom the address asks for; the first person when it asks for nobody who exists. */
export const asked = signal<number | undefined>(undefined)
export const outbox = signal<readonly Outgoing[]>([])
/** Buttons waiting for the bot's answer, as `person:message:data`. */
export const pressing = signal<ReadonlySet<string>>(new Set())
/** The newest message each person has looked at. */
export const seen = signal<ReadonlyMap<number, number>>(new Map())
export const sheet = signal<Sheet | undefined>(undefined)
/** Answers the bot wants to be read, oldest first: they lie over whatever is open. */
export const alerts = signal<readonly string[]>([])
export const toasts = signal<readonly { key: number; text: string }[]>([])
export const drafts = signal<ReadonlyMap<number, string>>(new Map())

export const me = computed(() => people.value?.find(one => one.user.id === asked.value) ?? people.value?.[0])
export const myChat = computed(() => (me.value ? chats.value.get(me.value.user.id) : undefined))
export const bot = computed(() => [...chats.value.values()][0]?.bot)
export const myReceipts = computed(() => receiptsIn(myChat.value))

export function closeSheet(): void {
  sheet.value = undefined
}

export const lastId = (chat: ChatView | undefined) => chat?.messages.at(-1)?.message_id ?? 0

export function unreadOf(person: number): number {
  const from = seen.value.get(person) ?? 0
  const messages = chats.value.get(person)?.messages ?? []
  return messages.filter(one => one.message_id > from && one.from?.is_bot).length
}

/** Telegram says who is an admin by the commands it lists for them, and so does this page. */
export const isAdmin = (person: number) =>
  chats.value.get(person)?.commands.some(one => one.command === 'refund') ?? false

export const purseOf = (person: number) => people.value?.find(one => one.user.id === person)?.stars ?? 0

export const receiptsIn = (chat: ChatView | undefined) =>
  receiptsOf(chat?.messages ?? [], chat?.paid ?? [], chat?.subscriptions)

/** A copy of a map with one entry changed: signals notice new maps, not changed ones. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value)
}

let toastKey = 0
export function toast(text: string): void {
  toastKey += 1
  const one = { key: toastKey, text }
  toasts.value = [...toasts.value, one].slice(-3)
  setTimeout(() => {
    toasts.value = toasts.value.filter(other => other !== one)
  }, 3500)
}
