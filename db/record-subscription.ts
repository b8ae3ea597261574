import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { SubscriptionState } from './cards.ts'
import { restack } from './holdings.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { enrol } from './meet.ts'
import { OrderEntity } from './order.ts'
import { raiseWithin } from './raise.ts'
import { SubscriptionEntity } from './subscription.ts'
import { tellOnce } from './tell.ts'

type Row = InferEntity<typeof SubscriptionEntity>

/** The provider's words that we know what to make of; another opens nothing new, and an operator is told (case 75). */
const KNOWN = new Set([
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'paused',
])

/**
 * Writes down what the provider says of a subscription, lays access out anew where its grace changed, and owes the
 * messages that follow, each once. An answer to an earlier question than the last one changes nothing.
 */
export async function recordSubscription(books: Books, state: SubscriptionState): Promise<void> {
  await enrol(books, [state.personId])
  await books.orm.em.fork().transactional(em => recordWithin(books, em, state))
  books.jobs.wake('messages')
}

async function recordWithin(books: Books, em: EntityManager, state: SubscriptionState): Promise<void> {
  await lockPerson(em, state.personId)
  const known = await em.findOne(
    SubscriptionEntity,
    { rail: state.rail, providerId: state.providerId },
    { populate: ['planVersion'] },
  )
  if (known && known.ticket > state.ticket) return
  const renewed = known?.renews !== state.renews
  const row = known ? em.assign(known, changing(state)) : await begin(em, state)
  await em.flush()
  if (known && renewed) await restack(em, row.person.id, row.planVersion.terms.code)
  await tellOfDebt(books, em, row, state)
  if (state.renews) await warnOfParallel(books, em, row)
  if (!KNOWN.has(state.status)) {
    await raiseWithin(books, em, {
      occasion: `status ${state.rail} ${state.providerId} ${state.status}`,
      kind: 'unknown_status',
      id: state.providerId,
      detail: state.status,
    })
  }
}

/** What may be another at each reading; whose it is, on which plan and since when never is. */
function changing(state: SubscriptionState) {
  const { status, renews, price, periodStartsAt, periodEndsAt, cancelAt, endedAt, payUrl, ticket } = state
  return { status, renews, ...price, periodStartsAt, periodEndsAt, cancelAt, endedAt, payUrl, ticket }
}

async function begin(em: EntityManager, state: SubscriptionState): Promise<Row> {
  const { rail, providerId, personId, orderId, createdAt } = state
  const order = await em.findOne(OrderEntity, orderId, { populate: ['planVersion'] })
  if (!order)
    throw new Error(`the subscription ${providerId} names the order ${orderId}, which does not exist`)
  return em.create(SubscriptionEntity, {
    id: newId(),
    ...{ rail, providerId, createdAt, person: personId, order, planVersion: order.planVersion },
    ...changing(state),
  })
}

/** A payment did not come, or waits for the bank: told once for each period, and again where something else is to be done. */
async function tellOfDebt(
  books: Books,
  em: EntityManager,
  row: Row,
  state: SubscriptionState,
): Promise<void> {
  const { status, todo = 'pay', price, payUrl, providerId, periodEndsAt } = state
  const owes = status === 'past_due' || status === 'unpaid' || (status === 'incomplete' && todo === 'confirm')
  if (!owes) return
  const graceUntil = await graceOf(em, row, books.now())
  const plan = row.planVersion.terms.title
  const news = { kind: 'payment_failed' as const, plan, price, graceUntil, payUrl, todo }
  const occasion = `payment_failed ${state.rail} ${providerId} ${periodEndsAt?.toISOString() ?? ''} ${todo}`
  await tellOnce(books, em, occasion, [{ personId: row.person.id, news }])
}

/** Until when access that this subscription paid for stays open unpaid; null: it is not open. */
async function graceOf(em: EntityManager, { id }: Row, now: Date): Promise<string | null> {
  const [found]: { until: string | null }[] = await em.execute(
    `select max(e.grace_until) as until from entitlements e join grants g on g.id = e.grant_id
     where g.subscription_id = ? and e.grace_until > ?`,
    [id, now],
  )
  return found?.until == null ? null : new Date(found.until).toISOString()
}

/** Two that both go on cost money twice. They are told, once for each two, and decide themselves (case 36). */
async function warnOfParallel(books: Books, em: EntityManager, row: Row): Promise<void> {
  const others = await em.find(
    SubscriptionEntity,
    { person: row.person.id, renews: true, id: { $ne: row.id } },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  for (const other of others) {
    const pair = [row.id, other.id].toSorted().join(' ')
    const plans = [other, row].map(({ planVersion, rail }) => ({ title: planVersion.terms.title, rail }))
    const told = [{ personId: row.person.id, news: { kind: 'parallel' as const, plans } }]
    await tellOnce(books, em, `parallel ${pair}`, told)
  }
}
