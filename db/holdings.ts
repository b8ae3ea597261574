import type { EntityManager } from '@mikro-orm/postgresql'
import { type Coverage, type GrantFact, stack } from './coverage.ts'
import { EntitlementEntity } from './entitlement.ts'
import { GrantEntity } from './grant.ts'

/** One person's grants of one plan, as facts. */
export async function grantsOf(em: EntityManager, personId: number, planCode: string): Promise<GrantFact[]> {
  const rows: GrantFact[] = await em.execute(
    `select g.id, g.term, g.grace_days as "graceDays", g.acquired_at as "acquiredAt", r.revoked_at as "revokedAt"
     from grants g left join revocations r on r.grant_id = g.id
     where g.person_id = ? and g.plan_code = ?`,
    [personId, planCode],
  )
  return rows.map(withDates)
}

/** A grant as it was read: the ORM gives the columns of a plain query as they came. */
export function withDates<Fact extends GrantFact>(row: Fact): Fact {
  const revokedAt = row.revokedAt === null ? null : new Date(row.revokedAt)
  return { ...row, acquiredAt: new Date(row.acquiredAt), revokedAt }
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
    await tx.execute('lock table grants, revocations in share mode')
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
