import { defineEntity, p } from '@mikro-orm/core'
import type { Money, Rail } from './money.ts'
import { PaymentEntity, type QuarantineReason } from './payment.ts'
import { PersonEntity, type UnreachableBecause } from './person.ts'
import type { Text } from './plan.ts'
import { RefundEntity, type RefundRefusal } from './refund.ts'

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
    /** When the provider had refused this very message so often that it is not tried again. */
    givenUpAt: p.datetime().nullable(),
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
  /** Nobody is there to read it: kept as unsent, and told when they come back. */
  | { kind: 'unreachable'; because: UnreachableBecause }
  /** The message itself is refused, in the provider's words: given up once it was tried ten times, for whatever reason. */
  | { kind: 'refused'; detail: string }
