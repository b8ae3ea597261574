import type { Entitlement } from '../db/billing.ts'
import type { EntitlementJson } from './contract.ts'

/** An entitlement as other services see it. */
export function entitlementJson(entitlement: Entitlement): EntitlementJson {
  const { key, plan, active, startsAt, endsAt, source, inGrace, grants } = entitlement
  return {
    key,
    plan,
    active,
    starts_at: startsAt.toISOString(),
    ends_at: endsAt?.toISOString() ?? null,
    source,
    in_grace: inGrace,
    grants: grants.map(stretch => ({
      plan: stretch.plan,
      source: stretch.source,
      starts_at: stretch.startsAt.toISOString(),
      ends_at: stretch.endsAt?.toISOString() ?? null,
    })),
  }
}
