import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { eraseLinks, erasePayloads } from './erase.ts'
import { ForgettingEntity } from './forgetting-row.ts'
import { lockPerson } from './lock.ts'
import { type Person, PersonEntity } from './person.ts'
import { tellOnce } from './tell.ts'

/**
 * Forgets who somebody is, once nothing of theirs waits to be stopped; whether it is done. Their id stays, under which
 * the money and what it bought are written; whoever uses that id again is met anew.
 */
export async function forgetWithin(books: Books, em: EntityManager, personId: number): Promise<boolean> {
  await lockPerson(em, personId)
  const wishes = await em.find(ForgettingEntity, { person: personId }, { orderBy: { askedAt: 'asc' } })
  const undone = wishes.filter(({ doneAt }) => !doneAt)
  const person = await em.findOneOrFail(PersonEntity, personId)
  if (undone.length === 0 && person.forgottenAt) return true
  if (await isWaiting(em, personId)) return false

  await withdrawOrders(em, personId, books.now())
  await erasePayloads(em, personId)
  await eraseLinks(em, personId)
  await em.execute('delete from sessions where person_id = ?', [personId])
  await em.execute('delete from devices where person_id = ?', [personId])
  // A conversation is kept under the chat it is in, and a chat with one person bears their id.
  await em.execute('delete from conversations where key = ?', [String(personId)])
  const now = books.now()
  for (const wish of undone) wish.doneAt = now
  const [first] = undone
  if (first && !person.forgottenAt) await tellLast(books, em, person, first.id)
  em.assign(person, {
    ...{ username: null, usernameSince: null, firstName: '', lastName: null },
    ...{ languageCode: null, language: null, timeZone: null, forgottenAt: now },
    // What proved who they are before now would begin a session, and tell us again.
    signedOutAt: now,
  })
  await em.flush()
  return true
}

/** What they might still pay would have them known again. Paid all the same, it is honoured. */
async function withdrawOrders(em: EntityManager, personId: number, now: Date): Promise<void> {
  await em.execute(
    `insert into order_cancellations (order_id, canceled_at)
     select o.id, ? from orders o
     where o.person_id = ? and o.expires_at > ? and not exists (select from payments p where p.order_id = o.id)
     on conflict do nothing`,
    [now, personId, now],
  )
}

/**
 * A stop that the provider has not answered yet: who it is about must be known until it has, should it refuse. And a refund
 * it has said nothing of: of that they are told in their language.
 */
async function isWaiting(em: EntityManager, personId: number): Promise<boolean> {
  const rows: unknown[] = await em.execute(
    `select 1 from refunds r join payments p on p.id = r.payment_id
     where p.person_id = ? and not exists (select from refund_outcomes o where o.refund_id = r.id)
       and not exists (select from provider_refunds x where x.refund_id = r.id)
     union all
     select 1 from subscriptions s where s.person_id = ? and (
       exists (
         select from renewal_requests r where r.subscription_id = s.id and r.wish = 'stop'
           and not exists (select from renewal_answers a where a.request_id = r.id)
       )
       or s.renews and s.ended_at is null and not exists (
         select from renewal_requests r join forgettings f on f.person_id = s.person_id
         where f.done_at is null and r.subscription_id = s.id and r.wish = 'stop' and r.asked_at >= f.asked_at
       )
     ) limit 1`,
    [personId, personId],
  )
  return rows.length > 0
}

/** What they have not been told goes out in the language they spoke, and is told no later on. */
async function tellLast(books: Books, em: EntityManager, person: Person, wish: string): Promise<void> {
  const { id, language, languageCode, unreachableAt } = person
  const untold = 'person_id = ? and sent_at is null and given_up_at is null'
  if (unreachableAt) {
    await em.execute(`update notices set given_up_at = ? where ${untold}`, [books.now(), id])
    return
  }
  await tellOnce(books, em, `forgotten ${wish}`, [{ personId: id, news: { kind: 'forgotten' } }])
  await em.execute(
    `update notices set news = news || jsonb_build_object('language', ?::text) where ${untold}`,
    [language ?? languageCode, id],
  )
}
