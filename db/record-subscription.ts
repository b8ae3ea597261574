import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { SubscriptionState } from './cards.ts'
import { restack } from './holdings.ts'
import { newId } from './id.ts'
import { enrol } from './meet.ts'
import { OrderEntity } from './order.ts'
import { warnOfParallel } from './parallel.ts'
import { raiseWithin } from './raise.ts'
import { SubscriptionEntity } from './subscription.ts'

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
  const isForgotten = await lockHolders(em, state)
  const known = await em.findOne(
    SubscriptionEntity,
    { rail: state.rail, providerId: state.providerId },
    { populate: ['planVersion'] },
  )
  if (known && known.ticket > state.ticket) return
  const renewed = known?.renews !== state.renews
  // The provider's page says who they are.
  const kept = isForgotten ? { ...state, payUrl: null } : state
  const row = known ? em.assign(known, changing(kept)) : await begin(em, kept)
  await em.flush()
  if (known && renewed) await layOut(em, row)
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

/**
 * Its person, and whoever else holds a period of it: whose it is may have been corrected at its provider. Returns whether
 * its person is forgotten.
 */
async function lockHolders(
  em: EntityManager,
  { rail, providerId, personId }: SubscriptionState,
): Promise<boolean> {
  const holders: { id: string; forgotten: boolean }[] = await em.execute(
    `with known as (select id, person_id from subscriptions where rail = ? and provider_id = ?)
     select id, forgotten_at is not null as forgotten from people where id in (
       select ?::bigint union select person_id from known
       union select person_id from grants where subscription_id in (select id from known)
     ) order by id for no key update`,
    [rail, providerId, personId],
  )
  return holders.some(({ id, forgotten }) => Number(id) === personId && forgotten)
}

async function layOut(em: EntityManager, { id }: Row): Promise<void> {
  const held: { person_id: string; plan_code: string }[] = await em.execute(
    'select distinct person_id, plan_code from grants where subscription_id = ?',
    [id],
  )
  for (const { person_id, plan_code } of held) await restack(em, Number(person_id), plan_code)
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
