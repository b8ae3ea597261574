import type { InferEntity } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Rail } from './money.ts'
import type { News } from './notice.ts'
import type { Text } from './plan.ts'
import { SubscriptionEntity } from './subscription.ts'
import { tellOnce } from './tell.ts'

type Row = InferEntity<typeof SubscriptionEntity>

/**
 * Two that both go on cost money twice. They are told, once for each two, and decide themselves (case 36). One whose last
 * payment went back counts here while it renews, though it keeps nobody from buying (`GOES_ON`): where its stop was
 * refused, the provider may charge it all the same.
 */
export async function warnOfParallel(books: Books, em: EntityManager, row: Row): Promise<void> {
  const others = await em.find(
    SubscriptionEntity,
    { person: row.person.id, renews: true, id: { $ne: row.id } },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  for (const other of others) {
    const news = parallelNews(
      [other, row].map(({ id, rail, planVersion, periodEndsAt }) => ({
        ...{ id, rail, title: planVersion.terms.title },
        until: periodEndsAt ?? null,
      })),
    )
    await tellOnce(books, em, parallelOccasion(other.id, row.id), [{ personId: row.person.id, news }])
  }
}

/** What they are told: the one that lived before comes first. */
export function parallelNews(two: { id: string; rail: Rail; title: Text; until: Date | null }[]): News {
  const plans = two.map(({ id, rail, title, until }) => ({
    ...{ title, rail, subscriptionId: id },
    ...(until && { until: until.toISOString() }),
  }))
  return { kind: 'parallel', plans }
}

export function parallelOccasion(one: string, other: string): string {
  return `parallel ${[one, other].toSorted().join(' ')}`
}
