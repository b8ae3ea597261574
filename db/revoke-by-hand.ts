import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { coveredUntil, isLeft, ownsForever, stack } from './coverage.ts'
import { GrantEntity, RevocationEntity, type RevokeByHand, type RevokeResult } from './grant.ts'
import { grantsOf, restack } from './holdings.ts'
import { idIn, newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { PlanTerms } from './plan.ts'
import { earlierAct, recordAct } from './record-act.ts'
import { tell } from './tell.ts'

/** Takes back what an admin gave, or what cost nothing. What was paid for ends by refund only. */
export async function revokeByHand(books: Books, request: RevokeByHand): Promise<RevokeResult> {
  const grantId = idIn(request.grantId)
  if (!grantId) return { kind: 'unknown_grant' }
  const result = await books.orm.em
    .fork()
    .transactional(em => revokeWithin(books, em, { ...request, grantId, reason: request.reason.trim() }))
  books.jobs.wake('messages')
  return result
}

async function revokeWithin(
  books: Books,
  em: EntityManager,
  { grantId, revokedBy, reason, request }: RevokeByHand,
): Promise<RevokeResult> {
  const grant = await em.findOne(GrantEntity, grantId, { populate: ['payment', 'planVersion'] })
  if (!grant) return { kind: 'unknown_grant' }
  const { payment } = grant
  if (payment && (payment.amount > 0 || payment.rail === 'stars'))
    return { kind: 'paid', chargeId: payment.chargeId }
  const personId = grant.person.id
  await lockPerson(em, personId)
  const asked = { request, kind: 'revoke' as const, adminId: revokedBy, personId }
  if (await earlierAct(em, asked)) return { kind: 'revoked' }
  if (await em.findOne(RevocationEntity, { grant: grantId })) return { kind: 'already_revoked' }

  const now = books.now()
  const ended = { id: newId(), grant, refund: null, dispute: null, revokedBy, reason, revokedAt: now }
  em.create(RevocationEntity, ended)
  recordAct(em, asked, { grant: grantId, reason, doneAt: now })
  await end(books, em, grant, now)
  return { kind: 'revoked' }
}

/** Lays the person's grants out again, and tells them if that took something from them. */
async function end(
  books: Books,
  em: EntityManager,
  grant: { id: string; person: { id: number }; planCode: string; planVersion: { terms: PlanTerms } },
  now: Date,
): Promise<void> {
  const { id: grantId, person, planCode } = grant
  const before = stack(await grantsOf(em, person.id, planCode)).find(coverage => coverage.grantId === grantId)
  await em.flush()
  const left = await restack(em, person.id, planCode)
  if ((before && !isLeft(before, now)) || ownsForever(left)) return
  const news = {
    kind: 'revoked_by_hand' as const,
    plan: grant.planVersion.terms.title,
    accessUntil: coveredUntil(left, now)?.toISOString() ?? null,
    grantId,
  }
  await tell(books, em, [{ personId: person.id, news }])
}
