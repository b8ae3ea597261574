import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import { DisputeEntity } from './dispute.ts'
import type { Rail } from './money.ts'
import { PaymentEntity } from './payment.ts'
import type { Term } from './period.ts'
import { PersonEntity } from './person.ts'
import { PlanVersionEntity } from './plan.ts'
import { RefundEntity } from './refund.ts'
import { SubscriptionEntity } from './subscription.ts'

/** Where a right to use something comes from: a payment on a rail, or an admin's hand. */
export type Source = Rail | 'manual'

/** A right to use a plan for a term. Append-only; where on the calendar it lies follows from all of them (`coverage.ts`). */
export const GrantEntity = defineEntity({
  name: 'Grant',
  tableName: 'grants',
  triggers: appendOnly('grants'),
  indexes: [{ properties: ['person', 'planCode'] }],
  checks: [{ name: 'grants_span_whole', expression: '(starts_at is null) = (ends_at is null)' }],
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity),
    planVersion: () => p.manyToOne(PlanVersionEntity),
    planCode: p.text(),
    payment: () => p.oneToOne(PaymentEntity).nullable().deleteRule('no action'),
    source: p.text().$type<Source>(),
    term: p.text().$type<Term>(),
    /** Days that access outlives its end while a renewal is awaited; 0 for what never renews. */
    graceDays: p.integer(),
    acquiredAt: p.datetime(),
    grantedBy: p.bigint('number').nullable(),
    reason: p.text().nullable(),
    /** The paid period of a subscription, which lies exactly here; null: its term is counted from when its turn comes. */
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    subscription: () => p.manyToOne(SubscriptionEntity).nullable().index().deleteRule('no action'),
  },
})

/** A grant ends now, and gives back what of it was not used yet; as long as nothing lifts it again. */
export const RevocationEntity = defineEntity({
  name: 'Revocation',
  tableName: 'revocations',
  triggers: appendOnly('revocations'),
  uniques: [
    // What an admin took back stays taken.
    {
      name: 'revocations_by_hand_once',
      properties: ['grant'],
      where: 'refund_id is null and dispute_id is null',
    },
  ],
  properties: {
    // A process of the version before, which knows no id, can still write while both run.
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    grant: () => p.manyToOne(GrantEntity).index(),
    refund: () => p.oneToOne(RefundEntity).nullable().deleteRule('no action'),
    dispute: () => p.manyToOne(DisputeEntity).nullable().deleteRule('no action'),
    revokedBy: p.bigint('number').nullable(),
    reason: p.text(),
    revokedAt: p.datetime(),
  },
})

/** What had ended a grant is gone: the refund came back, or the dispute was won. */
export const LiftEntity = defineEntity({
  name: 'Lift',
  tableName: 'lifts',
  triggers: appendOnly('lifts'),
  properties: {
    revocation: () => p.oneToOne(RevocationEntity).primary().deleteRule('no action').updateRule('no action'),
    reason: p.text(),
    liftedAt: p.datetime(),
  },
})

export interface GrantByHand {
  personId: number
  planCode: string
  grantedBy: number
  /** Must say something. */
  reason: string
  /** The id of the admin's own message or button press: the same again, at once or later, is done once. */
  request: string
}

export type GrantResult =
  | { kind: 'granted'; grantId: string; until: Date | null }
  | { kind: 'unknown_plan'; onSale: string[] }
  | { kind: 'unknown_person' }

export interface RevokeByHand {
  grantId: string
  revokedBy: number
  /** Must say something. */
  reason: string
  /** As in `GrantByHand`. */
  request: string
}

export type RevokeResult =
  | { kind: 'revoked' }
  | { kind: 'already_revoked' }
  | { kind: 'unknown_grant' }
  /** What moved money ends by refund, so that access and money stay together. */
  | { kind: 'paid'; chargeId: string }
