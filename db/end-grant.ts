import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type Coverage, stack } from './coverage.ts'
import { GrantEntity, LiftEntity, RevocationEntity } from './grant.ts'
import { grantsOf, restack } from './holdings.ts'
import { newId } from './id.ts'
import type { PaymentEntity } from './payment.ts'

type Payment = Pick<InferEntity<typeof PaymentEntity>, 'id'>

/** What takes away the grant of a payment: that it went back, or that it is disputed. */
export type Cause = { refund: string } | { dispute: string }

/** A grant that may have moved: where it was, where it is, and the whole row of the person's grants of the plan. */
export interface Moved {
  was: Coverage | undefined
  is: Coverage | undefined
  row: Coverage[]
}

/**
 * Ends what a payment granted, unless its money's being back, or this very dispute, has ended it already; null where it
 * granted nothing. Call it with the person locked.
 */
export async function endGrant(
  em: EntityManager,
  payment: Payment,
  cause: Cause,
  { reason, now }: { reason: string; now: Date },
): Promise<Moved | null> {
  return await move(em, payment, async grant => {
    if ((await standing(em, grant, cause)).length > 0) return
    const [refund, dispute] = 'refund' in cause ? [cause.refund, null] : [null, cause.dispute]
    const ended = { id: newId(), grant, refund, dispute, revokedBy: null, reason, revokedAt: now }
    em.create(RevocationEntity, ended)
  })
}

/** Lifts what such a cause had ended; the grant stays ended if another stands. null where the payment granted nothing. */
export async function reopenGrant(
  em: EntityManager,
  payment: Payment,
  cause: Cause,
  { reason, now }: { reason: string; now: Date },
): Promise<Moved | null> {
  return await move(em, payment, async grant => {
    for (const { id } of await standing(em, grant, cause))
      em.create(LiftEntity, { revocation: id, reason, liftedAt: now })
  })
}

async function move(
  em: EntityManager,
  payment: Payment,
  change: (grantId: string) => Promise<void>,
): Promise<Moved | null> {
  await em.flush()
  const grant = await em.findOne(GrantEntity, { payment: payment.id })
  if (!grant) return null
  const { id, person, planCode } = grant
  const own = (row: Coverage[]) => row.find(({ grantId }) => grantId === id)
  const was = own(stack(await grantsOf(em, person.id, planCode)))
  await change(id)
  await em.flush()
  const row = await restack(em, person.id, planCode)
  return { was, is: own(row), row }
}

/** Of refunds, whichever was the last of several parts: it ended the grant for them all. */
async function standing(em: EntityManager, grantId: string, cause: Cause): Promise<{ id: string }[]> {
  return 'refund' in cause
    ? await em.execute('select id from standing_revocations where grant_id = ? and refund_id is not null', [
        grantId,
      ])
    : await em.execute('select id from standing_revocations where grant_id = ? and dispute_id = ?', [
        grantId,
        cause.dispute,
      ])
}
