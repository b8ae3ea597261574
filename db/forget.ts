import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { forgetWithin } from './forget-person.ts'
import type { Forget, ForgetResult } from './forgetting.ts'
import { ForgettingEntity } from './forgetting-row.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { earlierAct, recordAct } from './record-act.ts'
import { renewalsIn } from './renewals-in.ts'
import { stillTried } from './still-tried.ts'

const REASON = 'asked to be forgotten'

/**
 * Forgets a person at their wish (case 86): the wish is written down, what renews is stopped, and when the provider has
 * answered to that, what we know of them goes. What is left of it at a crash, or waits for an answer, the sweep goes on
 * with (`lapse.ts`). The same request again is done once; but should it have made them known again, that goes as well.
 */
export async function forget(books: Books, request: Forget): Promise<ForgetResult> {
  const { personId } = request
  const isKnown = await books.orm.em.fork().transactional(em => write(books, em, request))
  if (!isKnown) return { kind: 'unknown_person' }
  const isDone = await goOnForgetting(books, personId)
  books.jobs.wake('messages')
  return { kind: 'forgetting', renewals: isDone ? 0 : await unanswered(books, personId) }
}

async function write(books: Books, em: EntityManager, request: Forget): Promise<boolean> {
  const { personId, askedBy } = request
  if (!(await lockPerson(em, personId))) return false
  const known = await em.findOne(ForgettingEntity, { request: request.request })
  if (known && known.person.id !== personId)
    throw new Error(`the request ${request.request} was for somebody else before`)
  if (known) return true

  const askedAt = books.now()
  em.create(ForgettingEntity, {
    id: newId(),
    ...{ person: personId, askedBy, request: request.request, askedAt, doneAt: null },
  })
  const asked = { request: request.request, kind: 'forget' as const, adminId: askedBy, personId }
  if (askedBy !== personId && !(await earlierAct(em, asked)))
    recordAct(em, asked, { reason: REASON, doneAt: askedAt })
  return true
}

/** Goes on with what was asked for; whether it is all done now. */
export async function goOnForgetting(books: Books, personId: number): Promise<boolean> {
  for (const { id, askedBy } of await toStop(books, personId))
    await renewalsIn(books).stop({ personId, subscriptionId: id, askedBy, reason: REASON })
  return await books.orm.em.fork().transactional(em => forgetWithin(books, em, personId))
}

/** What renews, or may be charged, though they are to be forgotten. A provider that has refused to stop it is not asked again and again. */
async function toStop(
  { pool, orm, now }: Books,
  personId: number,
): Promise<{ id: string; askedBy: number }[]> {
  const tried = await stillTried(orm.em.fork(), personId, now())
  const { rows } = await pool.query<{ id: string; asked_by: string }>(
    `select s.id, f.asked_by
     from subscriptions s
     join lateral (
       select asked_by, asked_at from forgettings where person_id = s.person_id and done_at is null
       order by asked_at, id limit 1
     ) f on true
     where s.person_id = $1 and (s.renews and s.ended_at is null or s.id = any($2)) and not exists (
       select from renewal_requests r where r.subscription_id = s.id and r.wish = 'stop' and r.asked_at >= f.asked_at
     )
     order by s.created_at, s.id`,
    [personId, tried.map(({ id }) => id)],
  )
  return rows.map(({ id, asked_by }) => ({ id, askedBy: Number(asked_by) }))
}

/** How many subscriptions the provider has still to say a word about. */
async function unanswered({ pool }: Books, personId: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(distinct s.id)::int as count
     from subscriptions s join renewal_requests r on r.subscription_id = s.id
     where s.person_id = $1 and r.wish = 'stop'
       and not exists (select from renewal_answers a where a.request_id = r.id)`,
    [personId],
  )
  return rows[0]?.count ?? 0
}
