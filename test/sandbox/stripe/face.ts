import type { Card } from './card.ts'
import type { CheckoutForm } from './deeds/pay-checkout.ts'

/**
 * Stripe's part of the control face: what its customers, their banks and the merchant at the dashboard do, as JSON
 * over HTTP under `/control/stripe`. The app never speaks it.
 */

/** `POST /control/stripe/endpoints`: where events go; the endpoint of this id or address, made or changed. */
export interface NewEndpoint {
  /** With it an endpoint may move to another address, with what waits for it. */
  id?: string
  url: string
  /** `whsec_…`; several while they rotate. */
  secret: string | string[]
  /** Every event unless given. */
  enabled_events?: string[]
  disabled?: boolean
}

export interface EndpointView {
  id: string
  url: string
  secrets: string[]
  enabled_events: string[]
  status: string
}

/** What the wire to the endpoints does with events; it ends with the process. */
export interface WireRules {
  /** Nothing goes out until it is released, or these rules end. */
  hold?: boolean
  /** Share, 0 to 1, of events that are sent twice at once. */
  duplicate?: number
  /** Events that wait together go out in an order of the seed's choice. */
  shuffle?: boolean
  /** 0 unless given; the same seed and the same deeds mean the same faults. */
  seed?: number
}

/**
 * `POST /control/stripe/deliveries`: the rules from now on (`{}`: none, everything goes). With `release` the rules
 * stay: of what is held back, the first so many go, or these events in this order.
 */
export interface WireWish extends WireRules {
  release?: number | string[]
}

/** `GET /control/stripe/deliveries?event=&type=` */
export interface DeliveriesView {
  rules: WireRules
  /** Not taken yet, in the order they would go. */
  waiting: { event: string; type: string; url: string; tries: number }[]
  /** Attempts since the process started, oldest first. */
  delivered: Delivered[]
}

/** One attempt to deliver an event. */
export interface Delivered {
  event: string
  type: string
  url: string
  /** 1 is the first. */
  attempt: number
  at: string
  /** null: no answer came. */
  status: number | null
  /** What was answered, or why nothing was. */
  answer: string
  /** The bytes that were sent, and their `Stripe-Signature`. */
  payload: string
  signature: string
}

/** `POST /control/stripe/redeliver`: an event that happened, sent once more to every endpoint, whatever it wants. */
export interface Redelivery {
  event: string
}

export interface DeliveriesQuery {
  event?: string
  type?: string
}

/** `POST /control/stripe/pay-checkout`: a person pays at the hosted page; answers the `CheckoutOutcome`. */
export type PayCheckout = CheckoutForm & { session: string }

/** `POST /control/stripe/confirm-3ds`: they say yes or no to their bank; answers the `CheckoutOutcome`. */
export interface Confirm3ds {
  session: string
  yes: boolean
}

/** `POST /control/stripe/settle-debit`: a bank debit that was slow has come through, or has not. */
export interface SettleDebit {
  payment_intent: string
  succeeds: boolean
}

/** `POST /control/stripe/pay-invoice`: answers the `InvoiceOutcome`. */
export interface PayInvoice {
  invoice: string
  /** The one on file unless given. */
  card?: Card
  /** The person is there to tell their bank yes. */
  authenticated?: boolean
}

/** `POST /control/stripe/change-card`: a card that renewals fail with is how a renewal fails. */
export interface ChangeCard {
  customer: string
  card: Card
}

/** `POST /control/stripe/cancel-subscription` */
export interface CancelSubscription {
  subscription: string
  when: 'period_end' | 'now'
}

/** `POST /control/stripe/end-refund`: the bank took a pending refund, or sent back one it was to take, or had taken. */
export interface EndRefund {
  refund: string
  succeeds: boolean
}

/** `POST /control/stripe/close-dispute` */
export interface CloseDispute {
  dispute: string
  ending: 'won' | 'lost' | 'appeal'
}

/** `POST /control/stripe/add-coupon`: for prices' `discounts`; 100 makes invoices of nothing. */
export interface NewCoupon {
  id: string
  percent_off: number
  duration: 'once' | 'forever'
}

/** `POST /control/stripe/settle-in`: what the balance is kept in, and what one unit of other currencies is worth in it. */
export interface Settlement {
  currency: string
  rates?: Record<string, number>
}

/** `GET /control/stripe/balance`: the sums of all balance transactions, by the balance's currency. */
export type BalanceView = Record<string, { amount: number; fee: number; net: number }>
