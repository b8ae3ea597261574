import type { Entitlement } from '../db/billing.ts'
import type { EntitlementJson, OwnEntitlementJson } from './contract.ts'

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

/** An entitlement as its owner sees it: `titleOf` says what a plan is called. */
export function ownEntitlementJson(
  entitlement: Entitlement,
  titleOf: (planCode: string) => string,
): OwnEntitlementJson {
  const json = entitlementJson(entitlement)
  const grants = json.grants.map(grant => ({ ...grant, plan_title: titleOf(grant.plan) }))
  return { ...json, plan_title: titleOf(json.plan), grants }
}
