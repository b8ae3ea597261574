import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import { GrantEntity } from './grant.ts'
import { PersonEntity } from './person.ts'
import { RefundEntity } from './refund.ts'

export type ActKind = 'refund' | 'grant' | 'revoke' | 'sign_out' | 'forget'

/**
 * What an admin did, written in the transaction of what it did. Append-only. A refusal is no act, and neither is
 * what the books or the provider did by themselves.
 */
export const ActEntity = defineEntity({
  name: 'Act',
  tableName: 'acts',
  triggers: appendOnly('acts'),
  uniques: [{ properties: ['grant', 'kind'] }],
  indexes: [
    { properties: ['person', 'doneAt'] },
    { properties: ['adminId', 'doneAt'] },
    { properties: ['doneAt'] },
  ],
  checks: [
    { name: 'acts_reason_given', expression: "reason <> ''" },
    {
      name: 'acts_about_one_thing',
      expression:
        "(kind = 'refund') = (refund_id is not null) and (kind in ('grant', 'revoke')) = (grant_id is not null) and (kind = 'sign_out') = (ended_sessions is not null)",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    /** The admin's own message or button press. Unique, so that what was asked once is done once. */
    request: p.text().unique(),
    kind: p.text().$type<ActKind>(),
    adminId: p.bigint('number'),
    /** Whom it is about. */
    person: () => p.manyToOne(PersonEntity),
    refund: () => p.oneToOne(RefundEntity).nullable().deleteRule('no action'),
    grant: () => p.manyToOne(GrantEntity).nullable().deleteRule('no action'),
    /** Until when what was granted was to last, as the admin was answered; null: for ever, or nothing was granted. */
    until: p.datetime().nullable(),
    /** How many places somebody was signed out of. */
    endedSessions: p.integer().nullable(),
    reason: p.text(),
    doneAt: p.datetime(),
  },
})

/** What an admin did, when and why, and what it concerns. */
export interface Act {
  actId: string
  kind: ActKind
  adminId: number
  /** Whom it is about. */
  personId: number
  chargeId: string | null
  refundId: string | null
  grantId: string | null
  planCode: string | null
  /** Until when what was granted was to last; null: for ever, or nothing was granted. */
  until: Date | null
  /** How many places they were signed out of; null for other acts. */
  endedSessions: number | null
  reason: string
  doneAt: Date
  /** How a refund ended; `failed` also where it came back after it had gone through; null while the provider has not answered, and for other acts. */
  result: 'succeeded' | 'failed' | null
  /** The provider's words, where a refund failed. */
  detail: string | null
}
