import type { Books } from './books.ts'
import { versionsOnSale } from './catalog.ts'
import { acquiredAfter } from './coverage.ts'
import {
  type GrantByHand,
  GrantEntity,
  type GrantResult,
  RevocationEntity,
  type RevokeByHand,
  type RevokeResult,
} from './grant.ts'
import { grantsOf, restack } from './holdings.ts'
import { idIn, newId } from './id.ts'
import { lockPerson } from './lock.ts'

/** An admin gives access without money: one term of a plan on sale, behind what the person holds of it. */
export async function grantByHand(books: Books, request: GrantByHand): Promise<GrantResult> {
  const { personId, planCode, grantedBy, reason } = request
  const versions = await versionsOnSale(books)
  const version = versions.find(({ terms }) => terms.code === planCode)
  if (!version) return { kind: 'unknown_plan', onSale: versions.map(({ terms }) => terms.code) }

  return await books.orm.em.fork().transactional(async em => {
    if (!(await lockPerson(em, personId))) return { kind: 'unknown_person' }
    const held = await grantsOf(em, personId, planCode)
    const grantId = newId()
    em.create(GrantEntity, {
      id: grantId,
      person: personId,
      planVersion: version.id,
      planCode,
      payment: null,
      source: 'manual',
      term: version.terms.term,
      // Nobody is asked to renew a gift.
      graceDays: 0,
      acquiredAt: acquiredAfter(held, books.now()),
      grantedBy,
      reason,
    })
    await em.flush()
    const coverages = await restack(em, personId, planCode)
    const until = coverages.find(coverage => coverage.grantId === grantId)?.endsAt ?? null
    return { kind: 'granted', grantId, until }
  })
}

/** Takes back what an admin gave. What was paid for ends by refund only. */
export async function revokeByHand(books: Books, request: RevokeByHand): Promise<RevokeResult> {
  const grantId = idIn(request.grantId)
  if (!grantId) return { kind: 'unknown_grant' }
  return await books.orm.em.fork().transactional(async em => {
    const grant = await em.findOne(GrantEntity, grantId, { populate: ['payment'] })
    if (!grant) return { kind: 'unknown_grant' }
    if (grant.payment) return { kind: 'paid', chargeId: grant.payment.chargeId }
    await lockPerson(em, grant.person.id)
    if (await em.findOne(RevocationEntity, { grant: grantId })) return { kind: 'already_revoked' }

    const { revokedBy, reason } = request
    em.create(RevocationEntity, { grant, refund: null, revokedBy, reason, revokedAt: books.now() })
    await em.flush()
    await restack(em, grant.person.id, grant.planCode)
    return { kind: 'revoked' }
  })
}
