import type { EntityManager } from '@mikro-orm/postgresql'
import { type Coverage, type GrantFact, stack } from './coverage.ts'
import { EntitlementEntity } from './entitlement.ts'
import { GrantEntity } from './grant.ts'

/** A `GrantFact` in a question to the view `grant_facts f`. */
export const FACT_COLUMNS = `f.id, f.term, f.grace_days as "graceDays", f.acquired_at as "acquiredAt",
  f.starts_at as "startsAt", f.ends_at as "endsAt", f.subscription_id as "subscriptionId", f.revoked_at as "revokedAt"`

/** One person's grants of one plan, as facts. */
export async function grantsOf(em: EntityManager, personId: number, planCode: string): Promise<GrantFact[]> {
  const rows: GrantFact[] = await em.execute(
    `select ${FACT_COLUMNS} from grant_facts f where f.person_id = ? and f.plan_code = ?`,
    [personId, planCode],
  )
  return rows.map(withDates)
}

/** A grant as it was read: times come as text. */
export function withDates<Fact extends GrantFact>(row: Fact): Fact {
  const date = (time: Date | null) => (time === null ? null : new Date(time))
  return {
    ...row,
    acquiredAt: new Date(row.acquiredAt),
    startsAt: date(row.startsAt),
    endsAt: date(row.endsAt),
    revokedAt: date(row.revokedAt),
  }
}

/**
 * Lays one person's grants of one plan out again and writes the entitlements that moved; call it with the person
 * locked, after writing the grant or revocation that changes things.
 */
export async function restack(em: EntityManager, personId: number, planCode: string): Promise<Coverage[]> {
  const coverages = stack(await grantsOf(em, personId, planCode))
  for (const { grantId, ...where } of coverages) await place(em, grantId, where)
  await em.flush()
  return coverages
}

async function place(em: EntityManager, grantId: string, where: Omit<Coverage, 'grantId'>): Promise<void> {
  const known = await em.findOne(EntitlementEntity, { grant: grantId })
  if (known) {
    em.assign(known, where)
    return
  }
  const grant = await em.findOneOrFail(GrantEntity, grantId, { populate: ['planVersion'] })
  const { person, planCode, source } = grant
  const keys = grant.planVersion.terms.entitlements
  em.create(EntitlementEntity, { grant, person, planCode, keys, source, ...where })
}

/** Forgets every entitlement and works them out again from the grants alone. The answer must be what it was. */
export async function rebuildEntitlements(em: EntityManager): Promise<void> {
  await em.transactional(async tx => {
    await tx.execute('lock table grants, revocations, lifts, subscriptions in share mode')
    await tx.execute('delete from entitlements')
    const rows: { person_id: string; plan_code: string }[] = await tx.execute(
      'select distinct person_id, plan_code from grants',
    )
    for (const row of rows) {
      await restack(tx, Number(row.person_id), row.plan_code)
      tx.clear()
    }
  })
}
