import type { Coverage, GrantFact } from './coverage.ts'
import type { KnownOrder } from './decide.ts'
import type { Money } from './money.ts'
import type { Charge } from './payment.ts'
import type { RenewingSubscription } from './renewing.ts'
import type { Sale } from './thanks.ts'

/** A row as the database takes it: columns are named as in its table. */
export type Row = Record<string, unknown> & { id: string }

/** What a charge bought, as it was decided: `graceDays` while its subscription renews, and where it was laid. */
interface Bought {
  fact: GrantFact
  graceDays: number
  coverage: Coverage
}

export function grantRows(
  { payerId, rail }: Charge,
  paymentId: string,
  { order }: Sale,
  { fact, graceDays, coverage }: Bought,
): { grant: Row; entitlement: Omit<Row, 'id'> } {
  const { code, term, entitlements } = order.terms
  return {
    grant: {
      id: fact.id,
      person_id: payerId,
      plan_version_id: order.planVersionId,
      plan_code: code,
      payment_id: paymentId,
      source: rail,
      term,
      grace_days: graceDays,
      acquired_at: fact.acquiredAt,
      granted_by: null,
      reason: null,
      starts_at: fact.startsAt,
      ends_at: fact.endsAt,
      subscription_id: fact.subscriptionId,
    },
    entitlement: {
      grant_id: fact.id,
      person_id: payerId,
      plan_code: code,
      keys: entitlements,
      source: rail,
      starts_at: coverage.startsAt,
      ends_at: coverage.endsAt,
      grace_until: coverage.graceUntil,
    },
  }
}

/** Of a subscription in Stars: no page to pay what is owed, and no reading that another could overtake. */
export function subscriptionRow(subscription: RenewingSubscription, order: KnownOrder, price: Money): Row {
  const { id, providerId, personId, status, renews, createdAt } = subscription
  const { periodStartsAt, periodEndsAt, cancelAt, endedAt } = subscription
  return {
    ...{ id, rail: 'stars', provider_id: providerId, person_id: personId, order_id: order.id },
    ...{ plan_version_id: order.planVersionId, status, renews, ...price },
    ...{ period_starts_at: periodStartsAt, period_ends_at: periodEndsAt, cancel_at: cancelAt },
    ...{ ended_at: endedAt, pay_url: null, ticket: 0, created_at: createdAt },
  }
}
