import { defineEntity, p } from '@mikro-orm/core'
import type { Money } from './money.ts'
import { PaymentEntity, type QuarantineReason } from './payment.ts'
import { PersonEntity } from './person.ts'
import type { Text } from './plan.ts'
import { RefundEntity } from './refund.ts'

/** What somebody must be told, with all that is needed to say it. Dates are ISO strings: this is stored as JSON. */
export type News =
  /** To the buyer. `stackedFrom`: the new period begins when the one they hold ends. */
  | {
      kind: 'thanks'
      plan: Text
      price: Money
      until: string | null
      stackedFrom: string | null
      chargeId: string
    }
  /** To the payer: their money is here and safe, but it fits no order. */
  | { kind: 'held'; price: Money; chargeId: string }
  /** To the payer: they own this for ever already, so the money goes back. */
  | { kind: 'returning'; plan: Text; price: Money; chargeId: string }
  /**
   * To the payer: the money is back. `plan` is the one whose access this ended, null where it ended none;
   * `accessUntil` is what other payments still give of that plan, null: nothing.
   */
  | { kind: 'refunded'; plan: Text | null; price: Money; accessUntil: string | null; chargeId: string }
  /** To admins: money in quarantine. */
  | {
      kind: 'quarantined'
      reason: QuarantineReason
      price: Money
      chargeId: string
      payerId: number
      reference: string
    }
  /** To admins: somebody paid another's invoice, and was credited for it (case 3). */
  | { kind: 'paid_for_other'; price: Money; chargeId: string; payerId: number; buyerId: number }
  /** To the admin who asked. */
  | { kind: 'refund_done'; price: Money; chargeId: string; payerId: number }
  /** To admins: the provider said no, in its words. */
  | { kind: 'refund_failed'; price: Money; chargeId: string; payerId: number; detail: string }

/** A message owed, born in the transaction of what it tells. */
export const NoticeEntity = defineEntity({
  name: 'Notice',
  tableName: 'notices',
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
  },
})

/** A notice ready to be told. */
export interface NoticeDue {
  noticeId: string
  personId: number
  /** The person's language, chosen or reported; null when unknown. */
  language: string | null
  news: News
}

/** How telling went. A failure that may pass (429, 5xx, network) is thrown, and tried again. */
export type TellOutcome =
  | { kind: 'sent'; messageId: number }
  /** They blocked the bot, or are gone: kept as unsent, not tried again. */
  | { kind: 'unreachable' }
