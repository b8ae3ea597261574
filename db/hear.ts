import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { idIn, newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { enrol } from './meet.ts'
import type { News } from './notice.ts'
import { OrderEntity } from './order.ts'
import { warnOfParallel } from './parallel.ts'
import type { HearResult, RenewalWord } from './renewals.ts'
import { type Restated, restate } from './restate.ts'
import { storable } from './storable.ts'
import { tell, tellOnce } from './tell.ts'
import { tellOfFailure } from './tell-debt.ts'

/**
 * Keeps what Telegram said of a subscription, brings the subscription to it, and owes the person its news. The same word
 * again changes nothing (case 25); one that comes before its payment waits for it; one that names no order of ours is
 * shown to admins (case 28).
 */
export async function hear(books: Books, word: RenewalWord): Promise<HearResult> {
  await enrol(books, [word.personId])
  const result = await books.orm.em.fork().transactional(em => hearWithin(books, em, word))
  books.jobs.wake('messages')
  return result
}

async function hearWithin(books: Books, em: EntityManager, word: RenewalWord): Promise<HearResult> {
  const { personId } = word
  await lockPerson(em, personId)
  if (!(await keep(em, word))) return { kind: 'repeated' }
  const orderId = idIn(word.reference)
  if (!orderId || !(await em.findOne(OrderEntity, orderId))) {
    await tellOfUnknown(books, em, word)
    return { kind: 'unknown' }
  }
  const restated = await restate(em, { personId, orderId })
  if (restated.length === 0) return { kind: 'kept' }
  const changed = restated.filter(({ row, was }) => row.renews !== was.renews || row.status !== was.status)
  for (const each of changed) await tellOf(books, em, each)
  return { kind: changed.length > 0 ? 'changed' : 'unchanged' }
}

async function keep(em: EntityManager, word: RenewalWord): Promise<boolean> {
  const { rail, providerId, personId, reference, state, payload, at } = word
  const kept: unknown[] = await em.execute(
    `insert into renewal_words (id, rail, provider_id, person_id, reference, state, payload, told_at)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (rail, provider_id) do nothing returning id`,
    [
      ...[newId(), rail, providerId, personId, storable(reference), state],
      ...[JSON.stringify(storable(payload) ?? null), at],
    ],
  )
  return kept.length > 0
}

async function tellOfUnknown(
  books: Books,
  em: EntityManager,
  { personId: payerId, reference, state }: RenewalWord,
): Promise<void> {
  const news: News = { kind: 'unknown_subscription', payerId, reference: storable(reference), state }
  const told = books.adminIds.map(personId => ({ personId, news }))
  await tellOnce(books, em, `unknown_subscription ${payerId} ${storable(reference)}`, told)
}

/** What is over already is told as ended when its time comes (`lapse`), not as something that stops or goes on. */
async function tellOf(books: Books, em: EntityManager, { row, was }: Restated): Promise<void> {
  if (row.status === 'past_due') return await tellOfFailure(books, em, row)
  if (row.renews === was.renews || !row.periodEndsAt || row.periodEndsAt <= books.now()) return
  const plan = row.planVersion.terms.title
  const until = row.periodEndsAt.toISOString()
  const news: News = row.renews
    ? { kind: 'renewal_resumed', plan, until }
    : { kind: 'renewal_stopped', plan, until, ours: false, subscriptionId: row.id }
  await tell(books, em, [{ personId: row.person.id, news }])
  if (row.renews) await warnOfParallel(books, em, row)
}
