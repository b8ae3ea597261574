import type { Subscription } from './cards.ts'
import type { Rail } from './money.ts'
import type { PlanTerms } from './plan.ts'

/**
 * What Telegram said of a subscription in Stars (`Update.subscription`): no charge, no date, no end; its payer and the
 * payload of the invoice name it, which is the id of the order it began with.
 */
export interface RenewalWord {
  rail: 'stars'
  /** The provider's id of the update: the same word twice is one. */
  providerId: string
  personId: number
  /** The payload of the invoice, as it came. */
  reference: string
  /** `canceled` by the person, `active` again by the person, `failed`: the payment of the next period did not come. */
  state: 'canceled' | 'active' | 'failed'
  /** When it reached us; it carries no time of its own. */
  at: Date
  /** What the provider sent, whole (case 93). */
  payload: unknown
}

/** `kept`: its subscription is not in the books yet, and will begin as it says. `unknown`: it names no order; admins are told. */
export type HearResult = { kind: 'changed' | 'unchanged' | 'repeated' | 'kept' | 'unknown' }

export interface StopRenewal {
  personId: number
  /** Ours, of the subscription meant; null: the only one of theirs that renews in Stars, the first where there are more. */
  subscriptionId: string | null
  /** Who asked: the person, an admin, or null: the books themselves. */
  askedBy: number | null
  reason: string
  /** They are told in the chat although they asked: it was somewhere else. */
  tell?: true
}

/** Written down and sure to reach the provider. Access stays to the end of what is paid. */
export type StopRenewalResult =
  | { kind: 'stopped'; subscription: Subscription }
  /** It was stopped before, by whomever. */
  | { kind: 'already_stopped'; subscription: Subscription }
  | { kind: 'nothing_to_stop' }

export type AllowRenewalResult =
  /** We stand in the way no longer; the person themselves must turn it on, in Telegram. */
  | { kind: 'allowed'; subscription: Subscription }
  /** Not we stopped it, or it renews, or it has ended. */
  | { kind: 'nothing_to_allow' }

/** What the provider has to be asked for about a renewal. */
export interface RenewalDue {
  requestId: string
  rail: Rail
  wish: 'stop' | 'allow'
  personId: number
  /** The provider's handle of the subscription. In Stars: the charge id of its first payment (case 29). */
  providerId: string
}

/** What the provider answered; anything else (a time-out, a 5xx) is thrown, and asked again. */
export type RenewalAnswer =
  | { kind: 'done' }
  /** A final no, in its own words, for a person to look at. */
  | { kind: 'refused'; detail: string }

/** A subscription that stands in the way of beginning another; null: none. */
export type Beside = {
  /** `subscribed`: this very plan renews already. `parallel`: another lives, and there would be two (case 37). */
  kind: 'subscribed' | 'parallel'
  plan: PlanTerms
  rail: Rail
  until: Date | null
  /** What was paid is over, and a payment of it is owed; then `until` is no day to name. */
  late?: true
}

/** The renewing part of the door: what becomes of subscriptions by their provider's word and by ours. */
export interface Renewals {
  /** Keeps what Telegram said, and brings the subscription to it. Safe to repeat; resolves when it is committed. */
  hear(word: RenewalWord): Promise<HearResult>
  /** Has a subscription of theirs renew no more. On either rail. */
  stop(request: StopRenewal): Promise<StopRenewalResult>
  /** Takes back a stop of ours, for a subscription in Stars that has not ended. */
  allow(request: { personId: number; subscriptionId: string }): Promise<AllowRenewalResult>
  /** What of theirs stands in the way of beginning a subscription in Stars to this plan. */
  beside(request: { personId: number; planCode: string }): Promise<Beside | null>
}
