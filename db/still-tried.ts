import type { EntityManager } from '@mikro-orm/postgresql'
import { standingsOf } from './renewal-standing.ts'
import { knownOf } from './restate.ts'
import { SubscriptionEntity, type SubscriptionRow } from './subscription.ts'

/** For how long after its end Telegram may go on trying to take the next payment; it does not say. */
const TRIED_MS = 40 * 24 * 60 * 60 * 1000

/**
 * Their subscriptions in Stars that are over in the books because nobody paid in time, and that nobody has stopped: a
 * payment that Telegram still comes to take would revive them (case 22).
 */
export async function stillTried(em: EntityManager, person: number, now: Date): Promise<SubscriptionRow[]> {
  const ended = await em.find(
    SubscriptionEntity,
    { rail: 'stars', person, endedAt: { $gt: new Date(+now - TRIED_MS) } },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  const tried: SubscriptionRow[] = []
  for (const row of ended) if (await isUnstopped(em, row, person)) tried.push(row)
  return tried
}

async function isUnstopped(
  em: EntityManager,
  { id, order }: SubscriptionRow,
  personId: number,
): Promise<boolean> {
  if (!order) return false
  const { periods, facts } = await knownOf(em, { personId, orderId: order.id })
  const asIfNotOver = periods.map(one => ({ ...one, endedAt: null }))
  return standingsOf(asIfNotOver, facts).get(id)?.renews === true
}
