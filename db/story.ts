import type { Act } from './act.ts'
import type { DisputeState } from './card-money.ts'
import type { Subscription } from './cards.ts'
import type { Entitlement, Stretch } from './entitlement.ts'
import type { Money, Rail } from './money.ts'
import type { QuarantineReason } from './payment.ts'
import type { Person } from './person.ts'
import type { Text } from './plan.ts'

/** A refund inside a story. `settledAt` is null while the provider has not answered. */
export interface StoryRefund {
  refundId: string
  /** In minor units of the payment's currency; less than the payment where only a part went back. */
  amount: number
  reason: string
  requestedBy: number | null
  requestedAt: Date
  result: 'succeeded' | 'failed' | null
  detail: string | null
  settledAt: Date | null
  /** When what had gone back came back to us after all (case 70); null: it did not. */
  cameBackAt: Date | null
}

/** A dispute inside a story: the payer's bank wants the money back. */
export interface StoryDispute {
  disputeId: string
  /** The provider's id and words. */
  providerId: string
  status: string
  stand: DisputeState['stand']
  reason: string
  price: Money
  openedAt: Date
}

/** An invoice inside a story, also one that nobody has paid. */
export interface StoryInvoice {
  invoiceId: string
  rail: Rail
  providerId: string
  /** The provider's own word. */
  status: string
  amountDue: number
  amountPaid: number
  currency: string
  createdAt: Date
}

/** What was said of a renewal: Telegram's words, or what was asked of the provider and what it answered. */
export interface StoryRenewal {
  kind: 'canceled' | 'active' | 'failed' | 'stop' | 'allow'
  at: Date
  /** The provider's handle of the subscription; null: Telegram spoke of one that is not in the books. */
  subscription: string | null
  /** Whose wish it was; null: the books' own, or the provider's word. */
  askedBy: number | null
  reason: string | null
  result: 'done' | 'refused' | null
  detail: string | null
  answeredAt: Date | null
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
  /** What of it is back with the payer, in minor units. */
  refunded: number
  /** None of it is on its way back, and some of it is still here; a refund that failed may be asked for again. Not while a bank holds it. */
  refundable: boolean
  disputes: StoryDispute[]
  /** The provider's id of the invoice that it paid. */
  invoice: string | null
}

export interface StoryGrant extends Stretch {
  acquiredAt: Date
  chargeId: string | null
  /** The admin who gave it by hand, and why; null where it was paid for. */
  grantedBy: number | null
  reason: string | null
  revokedAt: Date | null
  /** The admin who took it back; null where a refund or a dispute ended it, or nobody did. */
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

/** Something they use their access on; `revokedAt` null: it lives. */
export interface StoryDevice {
  deviceId: string
  name: string
  registeredAt: Date
  seenAt: Date | null
  revokedAt: Date | null
}

/**
 * Everything about one person: each payment, grant, refund, dispute, subscription, renewal, invoice and message, what
 * admins did about them, and what they may use now. Oldest first.
 */
export interface Story {
  person: Person
  payments: StoryPayment[]
  grants: StoryGrant[]
  subscriptions: Subscription[]
  renewals: StoryRenewal[]
  invoices: StoryInvoice[]
  notices: StoryNotice[]
  acts: Act[]
  access: Entitlement[]
  /** In how many places they are signed in to the Mini App. */
  openSessions: number
  /** Also those they revoked, as far back as they are kept. */
  devices: StoryDevice[]
}
