import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { News } from './notice.ts'
import { RenewalRequestEntity } from './renewal-row.ts'
import type { AllowRenewalResult, RenewalDue, Renewals, StopRenewal, StopRenewalResult } from './renewals.ts'
import { restateOne } from './restate.ts'
import { stillTried } from './still-tried.ts'
import { hasEnded, SubscriptionEntity, type SubscriptionRow, subscriptionsFrom } from './subscription.ts'
import { tell } from './tell.ts'

/** Writes down that a renewal is to stop, and owes the provider the asking; the books count it as stopped at once. */
export async function stopRenewal(books: Books, request: StopRenewal): Promise<StopRenewalResult> {
  const result = await books.orm.em.fork().transactional(em => stopOne(books, em, request))
  books.jobs.wake('renewals')
  books.jobs.wake('messages')
  return result
}

async function stopOne(
  books: Books,
  em: EntityManager,
  { personId, subscriptionId, askedBy, reason, tell: isToTell }: StopRenewal,
): Promise<StopRenewalResult> {
  await lockPerson(em, personId)
  const theirs = await livingOf(em, personId)
  // Over in the books, it may be charged all the same.
  const tried = await stillTried(em, personId, books.now())
  const stars = theirs.filter(({ rail }) => rail === 'stars')
  const row =
    subscriptionId === null
      ? (stars.find(({ renews }) => renews) ?? tried[0] ?? stars[0])
      : [...theirs, ...tried].find(({ id }) => id === subscriptionId)
  if (!row) return { kind: 'nothing_to_stop' }
  const isOn = row.renews || tried.includes(row)
  if (!isOn || (await isStopUnderWay(em, row)))
    return { kind: 'already_stopped', subscription: await shown(em, row) }
  await stopWithin(books, em, row, { askedBy, reason })
  // Who stopped it themselves sees it where they did; what another did to it, they are told; and what is over already
  // is told as ended (`lapse`).
  const isOver = row.periodEndsAt != null && row.periodEndsAt <= books.now()
  if (!isOver && (isToTell || (askedBy !== null && askedBy !== personId)))
    await tell(books, em, [{ personId, news: stoppedNews(row) }])
  return { kind: 'stopped', subscription: await shown(em, row) }
}

/** Those that have not ended, the first begun first. */
async function livingOf(em: EntityManager, person: number): Promise<SubscriptionRow[]> {
  const rows = await em.find(
    SubscriptionEntity,
    { person },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  return rows.filter(row => !hasEnded(row))
}

/** By card the provider's word decides, so it renews in the books until that has come. */
async function isStopUnderWay(em: EntityManager, { id }: SubscriptionRow): Promise<boolean> {
  const waiting: unknown[] = await em.execute(
    `select from renewal_requests r where r.subscription_id = ? and r.wish = 'stop'
     and not exists (select from renewal_answers a where a.request_id = r.id)`,
    [id],
  )
  return waiting.length > 0
}

/** The same inside a transaction of the caller's, with the person locked. Wake `renewals` after the commit. */
export async function stopWithin(
  books: Books,
  em: EntityManager,
  row: SubscriptionRow,
  by: Pick<StopRenewal, 'askedBy' | 'reason'>,
): Promise<void> {
  await ask(books, em, row, { wish: 'stop', ...by })
  await restateOne(em, row)
}

async function ask(
  books: Books,
  em: EntityManager,
  subscription: SubscriptionRow,
  what: { wish: RenewalDue['wish']; askedBy: number | null; reason: string },
): Promise<void> {
  const id = newId()
  em.create(RenewalRequestEntity, { id, subscription, ...what, askedAt: books.now() })
  await em.flush()
  await books.jobs.add('renewals', [{ id, key: subscription.id }], em)
}

function stoppedNews({ id, rail, planVersion, periodEndsAt, createdAt }: SubscriptionRow): News {
  return {
    kind: 'renewal_stopped',
    plan: planVersion.terms.title,
    until: (periodEndsAt ?? createdAt).toISOString(),
    // Only in Stars are we the ones who must allow it again.
    ours: rail === 'stars',
    ...(rail === 'card' && { rail }),
    subscriptionId: id,
  }
}

/** Takes back a stop of ours, so that the person can turn it on again where they pay. */
export async function allowRenewal(
  books: Books,
  { personId, subscriptionId }: Parameters<Renewals['allow']>[0],
): Promise<AllowRenewalResult> {
  const result = await books.orm.em.fork().transactional(async em => {
    await lockPerson(em, personId)
    const row = (await livingOf(em, personId)).find(({ id }) => id === subscriptionId)
    const nothing = { kind: 'nothing_to_allow' as const }
    if (!row?.periodEndsAt || row.periodEndsAt <= books.now()) return nothing
    if (!(await shown(em, row)).stoppedByUs) return nothing
    await ask(books, em, row, { wish: 'allow', askedBy: personId, reason: 'allowed again' })
    return { kind: 'allowed' as const, subscription: await shown(em, row) }
  })
  books.jobs.wake('renewals')
  return result
}

async function shown(em: EntityManager, row: SubscriptionRow) {
  const [subscription] = await subscriptionsFrom(em, [row])
  if (!subscription) throw new Error(`the subscription ${row.id} is not shown`)
  return subscription
}
