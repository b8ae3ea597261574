import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { versionsOnSale } from './catalog.ts'
import { acquiredAfter } from './coverage.ts'
import { type GrantByHand, GrantEntity, type GrantResult } from './grant.ts'
import { grantsOf, restack } from './holdings.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { PlanTerms } from './plan.ts'
import { earlierAct, recordAct } from './record-act.ts'
import { tell } from './tell.ts'

/** An admin gives access without money: one term of a plan on sale, behind what the person holds of it. */
export async function grantByHand(books: Books, request: GrantByHand): Promise<GrantResult> {
  const versions = await versionsOnSale(books)
  const result = await books.orm.em.fork().transactional(async (em): Promise<GrantResult> => {
    const { personId, planCode, grantedBy: adminId } = request
    if (!(await lockPerson(em, personId))) return { kind: 'unknown_person' }
    const asked = { request: request.request, kind: 'grant' as const, adminId, personId }
    const earlier = await earlierAct(em, asked)
    if (earlier?.grant) return { kind: 'granted', grantId: earlier.grant.id, until: earlier.until ?? null }

    const version = versions.find(({ terms }) => terms.code === planCode)
    if (!version) return { kind: 'unknown_plan', onSale: versions.map(({ terms }) => terms.code) }
    const reason = request.reason.trim()
    const { grantId, until } = await give(books, em, version, { ...request, reason })
    recordAct(em, asked, { grant: grantId, until, reason, doneAt: books.now() })
    const news = { kind: 'granted_by_hand' as const, plan: version.terms.title, until, grantId }
    await tell(books, em, [{ personId, news: { ...news, until: until?.toISOString() ?? null } }])
    return { kind: 'granted', grantId, until }
  })
  books.jobs.wake('messages')
  return result
}

async function give(
  books: Books,
  em: EntityManager,
  { id: planVersion, terms }: { id: string; terms: PlanTerms },
  { personId, planCode, grantedBy, reason }: GrantByHand,
): Promise<{ grantId: string; until: Date | null }> {
  const held = await grantsOf(em, personId, planCode)
  const grantId = newId()
  em.create(GrantEntity, {
    id: grantId,
    person: personId,
    planVersion,
    planCode,
    payment: null,
    source: 'manual',
    term: terms.term,
    // Nobody is asked to renew a gift.
    graceDays: 0,
    acquiredAt: acquiredAfter(held, books.now()),
    grantedBy,
    reason,
    startsAt: null,
    endsAt: null,
    subscription: null,
  })
  await em.flush()
  const coverages = await restack(em, personId, planCode)
  return { grantId, until: coverages.find(coverage => coverage.grantId === grantId)?.endsAt ?? null }
}
