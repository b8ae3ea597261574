import type { Act } from './act.ts'
import type { Entitlement, Stretch } from './entitlement.ts'
import type { Money, Rail } from './money.ts'
import type { QuarantineReason } from './payment.ts'
import type { Person } from './person.ts'
import type { Text } from './plan.ts'

/** A refund inside a story. `settledAt` is null while the provider has not answered. */
export interface StoryRefund {
  refundId: string
  reason: string
  requestedBy: number | null
  requestedAt: Date
  result: 'succeeded' | 'failed' | null
  detail: string | null
  settledAt: Date | null
}

export interface StoryPayment {
  paymentId: string
  rail: Rail
  chargeId: string
  orderId: string | null
  plan: Text | null
  price: Money
  quarantine: QuarantineReason | null
  paidAt: Date
  refunds: StoryRefund[]
  /** No refund of it is under way or done; one that failed may be asked for again. */
  refundable: boolean
}

export interface StoryGrant extends Stretch {
  acquiredAt: Date
  chargeId: string | null
  /** The admin who gave it by hand, and why; null where it was paid for. */
  grantedBy: number | null
  reason: string | null
  revokedAt: Date | null
  /** The admin who took it back; null where a refund ended it, or nobody did. */
  revokedBy: number | null
  revokedReason: string | null
}

export interface StoryNotice {
  noticeId: string
  kind: string
  /** The payment it is about. */
  paymentId: string | null
  /** The grant it is about, where an admin gave or took it by hand. */
  grantId: string | null
  /** Telegram's id of the message, once sent. */
  messageId: number | null
  createdAt: Date
  sentAt: Date | null
}

/**
 * Everything about one person: each payment, grant, refund and message, what admins did about them, and what they may
 * use now. Oldest first.
 */
export interface Story {
  person: Person
  payments: StoryPayment[]
  grants: StoryGrant[]
  notices: StoryNotice[]
  acts: Act[]
  access: Entitlement[]
  /** In how many places they are signed in to the Mini App. */
  openSessions: number
}
