import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { Books } from './books.ts'
import type { Subscription, SubscriptionState } from './cards.ts'
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

type SubscriptionRow = InferEntity<typeof SubscriptionEntity>

/** The provider's words for a subscription that will not come back. */
const ENDED = ['canceled', 'incomplete_expired']

function hasEnded({ status, endedAt }: Pick<SubscriptionState, 'status' | 'endedAt'>): boolean {
  return endedAt !== null || ENDED.includes(status)
}

/**
 * Theirs on every rail that still live, and of those that ended the last, the latest begun first. One whose first
 * payment never came has not lived.
 */
export async function subscriptionsOf(
  { orm }: Pick<Books, 'orm'>,
  personId: number,
): Promise<Subscription[]> {
  const rows = await orm.em
    .fork()
    .find(
      SubscriptionEntity,
      { person: personId, status: { $ne: 'incomplete_expired' } },
      { populate: ['planVersion'], orderBy: { createdAt: 'desc', id: 'desc' } },
    )
  const told = rows.map(subscriptionOf)
  const endedLast = told.filter(hasEnded).toSorted((one, other) => endOf(other) - endOf(one))[0]
  return told.filter(each => each === endedLast || !hasEnded(each))
}

function endOf({ endedAt, periodEndsAt, createdAt }: Subscription): number {
  return +(endedAt ?? periodEndsAt ?? createdAt)
}

/** With its `planVersion` populated. */
export function subscriptionOf(row: SubscriptionRow): Subscription {
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
