import { defineEntity, p } from '@mikro-orm/core'
import type { CardAlarm } from './cards.ts'
import type { Money, Rail } from './money.ts'
import { PaymentEntity, type QuarantineReason } from './payment.ts'
import { PersonEntity } from './person.ts'
import type { Text } from './plan.ts'
import { RefundEntity, type RefundRefusal } from './refund.ts'

/** What somebody must be told, with all that is needed to say it. Dates are ISO strings: this is stored as JSON. */
export type News =
  /**
   * To the buyer. `stackedFrom`: the new period begins when the one they hold ends. `beside`: it was paid once, and a
   * subscription to the same plan renews by itself (case 36). `free`: a first period that cost nothing, and whether the
   * next one is to be paid (case 82).
   */
  | {
      kind: 'thanks'
      plan: Text
      price: Money
      until: string | null
      stackedFrom: string | null
      beside?: true
      free?: { renews: boolean }
      /** Access of this plan had ended before, and is open again. */
      back?: true
      /** It renews by itself on `until` (in Stars). */
      renews?: true
      chargeId: string
    }
  /**
   * To the payer: their money is here and safe, but it fits no order. `renews`: it is for a subscription of which the
   * books know nothing more, so only they can stop it.
   */
  | { kind: 'held'; price: Money; renews?: true; chargeId: string }
  /** To the payer: they own this for ever already, so the money goes back. */
  | { kind: 'returning'; plan: Text; price: Money; chargeId: string }
  /**
   * To the payer: the money is back. `plan` is the one whose access this ended, null where it ended none;
   * `accessUntil` is what other payments still give of that plan, null: nothing. `stopped`: and the subscription that it
   * paid for renews no more.
   */
  | {
      kind: 'refunded'
      plan: Text | null
      price: Money
      accessUntil: string | null
      stopped?: true
      chargeId: string
    }
  /** To admins: money in quarantine. `renews`: it is for a subscription, and what ends that. */
  | {
      kind: 'quarantined'
      reason: QuarantineReason
      price: Money
      renews?: 'until_refunded' | 'until_canceled'
      chargeId: string
      payerId: number
      reference: string
    }
  /** To admins: somebody paid another's invoice, and was credited for it (case 3). */
  | { kind: 'paid_for_other'; price: Money; chargeId: string; payerId: number; buyerId: number }
  /** To the admin who asked. */
  | { kind: 'refund_done'; price: Money; chargeId: string; payerId: number }
  /** To admins: the provider said no, in its words. `because` is missing in what was written before it was known. */
  | {
      kind: 'refund_failed'
      price: Money
      chargeId: string
      payerId: number
      detail: string
      because?: RefundRefusal
    }
  /** To whom an admin gave access; `until` null: for ever. */
  | { kind: 'granted_by_hand'; plan: Text; until: string | null; grantId: string }
  /** To whom it was taken back from again; `accessUntil` is what they still have of the plan, null: nothing. */
  | { kind: 'revoked_by_hand'; plan: Text; accessUntil: string | null; grantId: string }
  /** To the payer: the next period of a subscription is paid. */
  | { kind: 'renewed'; plan: Text; price: Money; until: string; back?: true; chargeId: string }
  /**
   * To the subscriber: a payment of the subscription did not come (`pay`), or their bank wants them to confirm it
   * (`confirm`), or the Stars they have did not suffice (`top_up`). `graceUntil`: access stays open until then, by whatever opens it; null: it is not open; absent: it
   * stays open without it.
   */
  | {
      kind: 'payment_failed'
      plan: Text
      price: Money
      graceUntil?: string | null
      payUrl: string | null
      todo: 'pay' | 'confirm' | 'top_up'
    }
  /** To the subscriber: it renews no more, access stays until then. `ours`: we did, and can allow it. No `rail`: Stars. */
  | {
      kind: 'renewal_stopped'
      plan: Text
      until: string
      ours: boolean
      rail?: Rail
      subscriptionId: string
    }
  /** To the subscriber: it renews again. */
  | { kind: 'renewal_resumed'; plan: Text; until: string }
  /** To the subscriber: the provider refused to stop it, so they must themselves; and to admins, with its words. */
  | { kind: 'renewal_not_stopped'; plan: Text; until: string | null; rail: Rail }
  /** To the subscriber, who wanted it to renew again: the provider refused, so it ends all the same. */
  | { kind: 'renewal_not_allowed'; plan: Text }
  | {
      kind: 'renewal_refused'
      wish: 'stop' | 'allow'
      plan: Text
      rail: Rail
      payerId: number
      chargeId: string
      detail: string
    }
  /** To admins: Telegram speaks of a subscription that no order of ours began (case 28). */
  | { kind: 'unknown_subscription'; payerId: number; reference: string; state: string }
  /**
   * To the holder: access of this plan ends then, and nothing renews it. `planCode`: to buy it again; null: it is not sold.
   * `subscription`: what it is a period of lives till then and was stopped, so it can be turned on again; `ours`: we did.
   */
  | {
      kind: 'ending_soon'
      plan: Text
      planCode: string | null
      until: string
      subscription?: { id: string; rail: Rail; ours: boolean }
    }
  /** To the holder: it has ended. `owed`: it is closed until this is paid, and the provider still tries to take it. */
  | {
      kind: 'ended'
      plan: Text
      planCode: string | null
      endedAt: string
      owed?: { price: Money; payUrl: string | null; rail: Rail }
    }
  /** To the person: what we knew of them is gone. */
  | { kind: 'forgotten' }
  /** To admins: payments of ours that the provider's own list does not have. */
  | { kind: 'unlisted'; rail: Rail; count: number; chargeIds: string[] }
  /** To admins, once a day and endpoint: another service did not take this for three days; it can be sent again. */
  | { kind: 'webhook_given_up'; url: string; endpointId: string; detail: string }
  /** To the buyer: the money they sent in a slow way did not come after all (case 65). */
  | { kind: 'checkout_failed'; plan: Text; price: Money }
  /** To the payer: a part is back, access stays; `left` is what was not given back (case 69). */
  | { kind: 'refunded_in_part'; plan: Text | null; price: Money; left: Money; chargeId: string }
  /** To the payer: their bank did not take the refund, so money and access are as before it (case 70). */
  | {
      kind: 'refund_came_back'
      plan: Text | null
      price: Money
      accessUntil: string | null
      chargeId: string
    }
  /** To admins: the same. */
  | { kind: 'refund_reversed'; price: Money; chargeId: string; payerId: number; detail: string }
  /**
   * To the payer: access of this plan waits while their bank disputes the payment, or is gone where it was `lost` when
   * it was first heard of; and it is back (case 71).
   */
  | { kind: 'suspended'; plan: Text | null; price: Money; chargeId: string; lost?: true }
  | { kind: 'reinstated'; plan: Text | null; accessUntil: string | null; chargeId: string }
  /** To admins: a dispute was opened, and how it ended. `reason` in the provider's words. */
  | { kind: 'disputed'; price: Money; chargeId: string; payerId: number; reason: string }
  | { kind: 'dispute_closed'; won: boolean; price: Money; chargeId: string; payerId: number }
  /**
   * To the subscriber: these subscriptions live side by side and each costs money (case 36). `subscriptionId`: ours, to
   * stop it with one tap; missing in what was written before that was possible. `until`: when it renews next, which tells
   * apart two of one plan.
   */
  | { kind: 'parallel'; plans: { title: Text; rail: Rail; subscriptionId?: string; until?: string }[] }
  /** To admins: something of the card rail that only a person can judge. */
  | { kind: 'alarm'; about: CardAlarm['kind']; id: string; detail: string }
  /** To admins: what the provider holds for us has differed from the ledger for minutes. In minor units. */
  | { kind: 'drift'; rail: Rail; currency: string; booked: number; provider: number }

/** A message owed, born in the transaction of what it tells. */
export const NoticeEntity = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  // What somebody has not been told is found without reading all they ever were.
  indexes: [{ name: 'notices_untold_index', properties: ['person', 'id'], where: 'sent_at is null' }],
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity).index(),
    payment: () => p.manyToOne(PaymentEntity).nullable().index().deleteRule('no action'),
    refund: () => p.manyToOne(RefundEntity).nullable().deleteRule('no action'),
    news: p.json<News>(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    /** Telegram's message id, once sent. */
    messageId: p.bigint('number').nullable(),
    /** What is told once however often it is found out: the name of the occasion. null: told as often as it is written. */
    occasion: p.text().nullable().unique(),
    /** When the provider had refused this very message so often that it is not tried again. */
    givenUpAt: p.datetime().nullable(),
  },
})
