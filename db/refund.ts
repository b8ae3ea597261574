import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Money, Rail } from './money.ts'
import { type Charge, PaymentEntity, type QuarantineReason } from './payment.ts'
import type { Person } from './person.ts'
import type { Text } from './plan.ts'
import { watched } from './watched.ts'

/** Money is to go back. The row exists before the provider is first asked, and its id never changes. */
export const RefundEntity = defineEntity({
  name: 'Refund',
  tableName: 'refunds',
  triggers: appendOnly('refunds'),
  checks: [{ name: 'refunds_amount_not_negative', expression: 'amount >= 0' }],
  properties: {
    id: p.uuid().primary(),
    payment: () => p.manyToOne(PaymentEntity).index(),
    amount: p.bigint('number'),
    /** The admin who asked; null when the books themselves, or the provider, did. */
    requestedBy: p.bigint('number').nullable(),
    reason: p.text(),
    requestedAt: p.datetime(),
  },
})

/** How a refund ended. A failed one took nothing: the money and the access stand as before. */
export const RefundOutcomeEntity = defineEntity({
  name: 'RefundOutcome',
  tableName: 'refund_outcomes',
  triggers: [
    ...appendOnly('refund_outcomes'),
    watched('refund_outcomes', 'insert', { run: 'watch_refunded' }),
  ],
  properties: {
    refund: () => p.oneToOne(RefundEntity).primary().deleteRule('no action').updateRule('no action'),
    result: p.text().$type<'succeeded' | 'failed'>(),
    /** The provider's words, where it refused. */
    detail: p.text().nullable(),
    settledAt: p.datetime(),
  },
})

/** The provider's own id of a refund, once it is known. */
export const ProviderRefundEntity = defineEntity({
  name: 'ProviderRefund',
  tableName: 'provider_refunds',
  triggers: appendOnly('provider_refunds'),
  properties: {
    refund: () => p.oneToOne(RefundEntity).primary().deleteRule('no action').updateRule('no action'),
    providerId: p.text().unique(),
  },
})

/** A refund that had gone through came back: money and access are as if it had never been (case 70). */
export const RefundFailureEntity = defineEntity({
  name: 'RefundFailure',
  tableName: 'refund_failures',
  triggers: [
    ...appendOnly('refund_failures'),
    watched('refund_failures', 'insert', { run: 'watch_refunded' }),
  ],
  properties: {
    refund: () => p.oneToOne(RefundEntity).primary().deleteRule('no action').updateRule('no action'),
    /** The provider's words. */
    detail: p.text(),
    failedAt: p.datetime(),
  },
})

/** A refund the provider still has to be asked for. */
export interface RefundDue {
  refundId: string
  rail: Rail
  chargeId: string
  payerId: number
  price: Money
}

/** What the provider answered. Anything else (a time-out, a 5xx) is thrown, and asked again. */
export type RefundAnswer =
  /** The money is back; also when it had been already (cases 30, 31). */
  | { kind: 'succeeded'; providerId?: string }
  /** It was taken on, and the money has not left yet: what the provider says of it later settles it. */
  | { kind: 'underway'; providerId: string }
  /** A final no, for a person to look at; `detail` is the provider's own words. */
  | { kind: 'failed'; because: RefundRefusal; detail: string }

/** `balance_too_low`: it can be asked for again once more money has come in (case 34). */
export type RefundRefusal = 'balance_too_low' | 'refused'

export interface RequestRefund {
  chargeId: string
  requestedBy: number
  /** Must say something. */
  reason: string
  /** The id of the admin's own message or button press: the same again, at once or later, is done once. */
  request: string
}

export type RequestRefundResult =
  /** `price`: all that has not gone back yet. */
  | { kind: 'requested'; refundId: string; price: Money; personId: number; planCode: string | null }
  | RefundDeclined

/** Why there is nothing that could go back. */
export type RefundDeclined =
  | { kind: 'already_requested'; refundId: string }
  | { kind: 'already_refunded'; refundId: string }
  /** No money moved with this payment, so there is none to give back (case 82). */
  | { kind: 'nothing_to_refund' }
  /** The payer's bank holds the money while it is disputed, or has kept it (case 71). */
  | { kind: 'disputed' }
  | { kind: 'unknown_charge' }

/** What a refund of a charge would do now, or why there can be none. */
export type RefundForesight =
  | {
      kind: 'open'
      chargeId: string
      /** Who paid, and would get the money. */
      person: Person
      /** All that has not gone back yet. */
      price: Money
      plan: Text | null
      paidAt: Date
      quarantine: QuarantineReason | null
      /** Each key of the plan that is open to them now. Empty where this payment opens nothing. */
      access: KeyForesight[]
    }
  | RefundDeclined

/** Until when a key is open now, and would be after the refund; null: for ever. */
export interface KeyForesight {
  key: string
  until: Date | null
  afterwards: Date | null | 'nothing'
}

/** A refund somebody else made: Telegram itself, or the operator in the provider's dashboard (case 33). */
export interface RefundElsewhere {
  charge: Charge
  refundedAt: Date
}

/** `underway`: the provider has taken it on, and what it says later settles it. */
export type SettleRefundResult = { kind: 'settled' } | { kind: 'underway' } | { kind: 'repeated' }
