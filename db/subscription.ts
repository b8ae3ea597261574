import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Subscription } from './cards.ts'
import type { Rail } from './money.ts'
import { OrderEntity } from './order.ts'
import { PersonEntity } from './person.ts'
import { PlanVersionEntity } from './plan.ts'

/**
 * A plan that is paid period by period, as its provider described it when it was last read. It opens nothing by itself:
 * access comes from the periods that are paid.
 */
export const SubscriptionEntity = defineEntity({
  name: 'Subscription',
  tableName: 'subscriptions',
  uniques: [{ properties: ['rail', 'providerId'] }],
  // Those in Stars that time may end.
  indexes: [
    {
      name: 'subscriptions_running_index',
      properties: ['periodEndsAt'],
      where: "ended_at is null and rail = 'stars'",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    providerId: p.text(),
    person: () => p.manyToOne(PersonEntity).index(),
    /** The order it began with. */
    order: () => p.manyToOne(OrderEntity).nullable().index().deleteRule('no action'),
    planVersion: () => p.manyToOne(PlanVersionEntity),
    /** The provider's own word. */
    status: p.text(),
    renews: p.boolean(),
    amount: p.bigint('number'),
    currency: p.text(),
    periodStartsAt: p.datetime().nullable(),
    periodEndsAt: p.datetime().nullable(),
    cancelAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    payUrl: p.text().nullable(),
    /** Of the reading this is: an answer to an earlier question changes nothing. */
    ticket: p.bigint('number'),
    createdAt: p.datetime(),
  },
})

export type SubscriptionRow = InferEntity<typeof SubscriptionEntity>

/** The provider's words for one whose latest period is not paid. */
export const OWING = ['past_due', 'unpaid']

/** The provider's words for a subscription that will not come back. */
const ENDED = ['canceled', 'incomplete_expired']

export function hasEnded({ status, endedAt }: Pick<SubscriptionRow, 'status' | 'endedAt'>): boolean {
  return endedAt != null || ENDED.includes(status)
}

/**
 * Theirs on every rail that still live, and of those that ended the last, the latest begun first. One whose first
 * payment never came has not lived.
 */
export async function subscriptionsOf(
  { orm }: Pick<Books, 'orm'>,
  personId: number,
): Promise<Subscription[]> {
  const em = orm.em.fork()
  const rows = await em.find(
    SubscriptionEntity,
    { person: personId, status: { $ne: 'incomplete_expired' } },
    { populate: ['planVersion'], orderBy: { createdAt: 'desc', id: 'desc' } },
  )
  const told = await subscriptionsFrom(em, rows)
  const endedLast = told.filter(hasEnded).toSorted((one, other) => endOf(other) - endOf(one))[0]
  return told.filter(each => each === endedLast || !hasEnded(each))
}

function endOf({ endedAt, periodEndsAt, createdAt }: Subscription): number {
  return +(endedAt ?? periodEndsAt ?? createdAt)
}

/** For the person to see. Of rows with their `planVersion` populated. */
export async function subscriptionsFrom(em: EntityManager, rows: SubscriptionRow[]): Promise<Subscription[]> {
  const ours = await stoppedByUs(em, rows)
  return rows.map(row => ({ ...subscriptionOf(row), stoppedByUs: ours.has(row.id) }))
}

/** Of those in Stars that renew no more, the ones of which our own stop is the last that we asked for. */
async function stoppedByUs(em: EntityManager, rows: SubscriptionRow[]): Promise<Set<string>> {
  const ids = rows.filter(({ rail, renews }) => rail === 'stars' && !renews).map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const stopped: { id: string }[] = await em.execute(
    `select s.id from subscriptions s cross join lateral (
       select r.wish, a.answered_at from renewal_requests r
       left join renewal_answers a on a.request_id = r.id
       where r.subscription_id = s.id and a.result is distinct from 'refused'
       order by r.asked_at desc, r.id desc limit 1
     ) last
     where s.id in (?) and last.wish = 'stop'
       and coalesce(last.answered_at, 'infinity') >= s.period_starts_at`,
    [ids],
  )
  return new Set(stopped.map(({ id }) => id))
}

function subscriptionOf(row: SubscriptionRow): Omit<Subscription, 'stoppedByUs'> {
  const { id, rail, providerId, status, renews, createdAt } = row
  return {
    ...{ id, rail, providerId, status, renews, createdAt },
    personId: row.person.id,
    plan: row.planVersion.terms,
    price: { amount: row.amount, currency: row.currency },
    periodStartsAt: row.periodStartsAt ?? null,
    periodEndsAt: row.periodEndsAt ?? null,
    cancelAt: row.cancelAt ?? null,
    endedAt: row.endedAt ?? null,
    payUrl: row.payUrl ?? null,
  }
}
