import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { lockPerson } from './lock.ts'
import type { News } from './notice.ts'
import { RenewalAnswerEntity, RenewalRequestEntity } from './renewal-row.ts'
import type { RenewalAnswer, RenewalDue } from './renewals.ts'
import { restateOne } from './restate.ts'
import { type Told, tell } from './tell.ts'

/** Asks the provider for what is wanted of a renewal, until it has answered; its answer is kept once. */
export async function changeRenewal(
  books: Books,
  ask: (due: RenewalDue) => Promise<RenewalAnswer>,
  requestId: string,
): Promise<void> {
  const em = books.orm.em.fork()
  const { subscription, wish } = await requestOf(em, requestId)
  if (await isAnswered(em, requestId)) return
  const { rail, providerId, person } = subscription
  const answer = await ask({ requestId, rail, wish, personId: person.id, providerId })
  await books.orm.em.fork().transactional(em => answerWithin(books, em, requestId, answer))
  books.jobs.wake('messages')
}

async function requestOf(em: EntityManager, id: string) {
  return await em.findOneOrFail(RenewalRequestEntity, id, { populate: ['subscription.planVersion'] })
}

async function isAnswered(em: EntityManager, request: string): Promise<boolean> {
  return (await em.count(RenewalAnswerEntity, { request })) > 0
}

async function answerWithin(
  books: Books,
  em: EntityManager,
  requestId: string,
  answer: RenewalAnswer,
): Promise<void> {
  const request = await requestOf(em, requestId)
  await lockPerson(em, request.subscription.person.id)
  if (await isAnswered(em, requestId)) return
  const detail = answer.kind === 'refused' ? answer.detail : null
  em.create(RenewalAnswerEntity, { request, result: answer.kind, detail, answeredAt: books.now() })
  await em.flush()
  await restateOne(em, request.subscription)
  if (answer.kind === 'refused') await tell(books, em, refused(books, request, answer.detail))
}

/** Admins hear of every no (case 29), and so does the person: also of a refund they were told that it stops what renews. */
function refused(
  { adminIds }: Books,
  { subscription, wish }: Awaited<ReturnType<typeof requestOf>>,
  detail: string,
): Told {
  const { rail, providerId: chargeId, person, periodEndsAt } = subscription
  const plan = subscription.planVersion.terms.title
  const forAdmins: News = { kind: 'renewal_refused', wish, plan, rail, payerId: person.id, chargeId, detail }
  const told: Told = adminIds.map(personId => ({ personId, news: forAdmins }))
  const until = periodEndsAt?.toISOString() ?? null
  const news: News =
    wish === 'stop'
      ? { kind: 'renewal_not_stopped', plan, until, rail }
      : { kind: 'renewal_not_allowed', plan }
  return [...told, { personId: person.id, news }]
}
