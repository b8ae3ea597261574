import type { Message, PreCheckoutQuery, RefundedPayment, SuccessfulPayment, Update } from 'grammy/types'
import {
  type Charge,
  type CheckoutClaim,
  type Recurring,
  type RefundElsewhere,
  type RenewalWord,
  storable,
} from '../db/billing.ts'

/** The Stars rail: Telegram's payment messages in the words of the books. */
export type MoneyNews =
  /** `doubts`: fields that made no sense and were replaced, so that the books can hold the rest in quarantine. */
  | { kind: 'charge'; charge: Charge; doubts: string[] }
  | { kind: 'refund'; refund: RefundElsewhere; doubts: string[] }
  /** Whether money will move again. */
  | { kind: 'renewal'; word: RenewalWord }
  /** Nobody can be named to whom this money belongs. */
  | { kind: 'nobody'; chargeId: string }
  /** Of a subscription, and in words we do not know. */
  | { kind: 'unreadable'; state: string }

/** Telegram sells subscriptions by this period alone, and says it only in its list of transactions. */
const PERIOD_SECONDS = 30 * 24 * 60 * 60

/**
 * Whether an update tells of money that moved, or will move again. Such an update is confirmed to Telegram only when it
 * is in the books.
 */
export function isMoney({ message, subscription }: Update): boolean {
  return (message?.successful_payment ?? message?.refunded_payment ?? subscription) !== undefined
}

/** What a money update says; null for any other update. Never throws, whatever the update holds. */
export function readMoney(update: Update, now: Date): MoneyNews | null {
  if (update.subscription !== undefined) return readRenewal(update, now)
  const message = update.message
  const payment = message?.successful_payment ?? message?.refunded_payment
  if (!message || !payment) return null

  const doubts: string[] = []
  const chargeId = readChargeId(payment.telegram_payment_charge_id, message, doubts)
  const payerId = message.successful_payment ? payerOf(message) : (privatePerson(message) ?? payerOf(message))
  if (payerId === null) return { kind: 'nobody', chargeId }

  const charge: Charge = {
    rail: 'stars',
    chargeId,
    payerId,
    price: {
      amount: readAmount(payment.total_amount, doubts),
      currency: readText(payment.currency, 'currency', doubts),
    },
    reference: readText(payment.invoice_payload, 'invoice_payload', doubts),
    paidAt: readDate(message.date, now, doubts),
    ...readRecurring(message.successful_payment, doubts),
    payload: storable({
      ...payment,
      message_id: message.message_id,
      chat_id: message.chat?.id,
      date: message.date,
    }),
  }
  return message.successful_payment
    ? { kind: 'charge', charge, doubts }
    : { kind: 'refund', refund: { charge, refundedAt: charge.paidAt }, doubts }
}

/** `Update.subscription` has no id and no time of its own: the update's stands for the one, its arrival for the other. */
function readRenewal({ update_id, subscription }: Update, now: Date): MoneyNews {
  const { user, invoice_payload, state } = subscription ?? {}
  if (!isState(state)) return { kind: 'unreadable', state: short(String(state)) }
  if (!Number.isSafeInteger(user?.id)) return { kind: 'unreadable', state }
  const word: RenewalWord = {
    rail: 'stars',
    providerId: String(update_id),
    personId: Number(user?.id),
    reference: readText(invoice_payload, 'invoice_payload', []),
    state,
    at: now,
    payload: storable({ invoice_payload, state, user: { id: user?.id } }),
  }
  return { kind: 'renewal', word }
}

const STATES: unknown[] = ['canceled', 'active', 'failed'] satisfies RenewalWord['state'][]

function isState(state: unknown): state is RenewalWord['state'] {
  return STATES.includes(state)
}

/**
 * Telegram leaves out what is not so. It does not say that the first payment of a subscription is `is_recurring` as well,
 * so any of its words for one will do.
 */
function readRecurring(payment: SuccessfulPayment | undefined, doubts: string[]): { recurring?: Recurring } {
  const { is_recurring, is_first_recurring, subscription_expiration_date: seconds } = payment ?? {}
  if (!is_recurring && !is_first_recurring && seconds === undefined) return {}
  const endsAt = seconds === undefined ? null : instant(seconds)
  if (seconds !== undefined && endsAt === null) doubts.push('subscription_expiration_date')
  const isFirst = is_first_recurring === true || (is_recurring === true ? false : null)
  return { recurring: { isFirst, endsAt, periodSeconds: PERIOD_SECONDS } }
}

/** What a pre-checkout query asks of the books. */
export function claimOf(query: PreCheckoutQuery): CheckoutClaim {
  return {
    reference: storable(query.invoice_payload),
    payerId: query.from.id,
    price: { amount: query.total_amount, currency: query.currency },
  }
}

/** Telegram's anonymous group admin and channel stand-ins are users by form only; nobody can be paid back through them. */
function payerOf(message: Message): number | null {
  const from = message.from
  return from && !from.is_bot && Number.isSafeInteger(from.id) ? from.id : privatePerson(message)
}

/** A private chat has the id of the person in it, also where the service message comes from the bot. */
function privatePerson(message: Message): number | null {
  return message.chat?.type === 'private' && Number.isSafeInteger(message.chat.id) ? message.chat.id : null
}

type Payment = SuccessfulPayment | RefundedPayment

function readChargeId(id: unknown, message: Message, doubts: string[]): string {
  if (typeof id === 'string' && id !== '') return short(id)
  doubts.push('telegram_payment_charge_id')
  // The same for every delivery of this message, so that it is still booked once.
  return `unnamed:${message.chat?.id}:${message.message_id}`
}

/** 0 stands for an amount that cannot be read: it fits no order, so the charge is quarantined. */
function readAmount(amount: Payment['total_amount'], doubts: string[]): number {
  if (Number.isSafeInteger(amount) && amount > 0) return amount
  doubts.push('total_amount')
  return 0
}

function readText(text: unknown, field: string, doubts: string[]): string {
  if (typeof text === 'string') return short(text)
  doubts.push(field)
  return ''
}

function readDate(seconds: unknown, now: Date, doubts: string[]): Date {
  const date = instant(seconds)
  if (date === null) doubts.push('date')
  return date ?? now
}

/** A time as Telegram writes it; null: it is none. */
export function instant(seconds: unknown): Date | null {
  return typeof seconds === 'number' && seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000) : null
}

/** Telegram's own are far shorter; an index of Postgres takes no more than some 2,700 bytes. */
export function short(text: string): string {
  return storable(text.slice(0, 255))
}
