import type { EntityManager } from '@mikro-orm/postgresql'
import { restack } from './holdings.ts'
import { type PaidPeriods, type RenewalFact, standingsOf } from './renewal-standing.ts'
import { SubscriptionEntity, type SubscriptionRow } from './subscription.ts'

/** A subscription in Stars as it stands now, and how it stood before. */
export interface Restated {
  row: SubscriptionRow
  was: Pick<SubscriptionRow, 'status' | 'renews'>
}

/**
 * Brings the subscriptions in Stars that a payer began with an order to what is known of them by now, and lays access out
 * anew where its grace changed. Call it with the person locked, after writing what was learnt.
 */
export async function restate(
  em: EntityManager,
  { personId, orderId }: { personId: number; orderId: string },
): Promise<Restated[]> {
  const { rows, periods, facts } = await knownOf(em, { personId, orderId })
  if (rows.length === 0) return []
  const standings = standingsOf(periods, facts)
  const restated = rows.map(row => {
    const was = { status: row.status, renews: row.renews }
    em.assign(row, standings.get(row.id) ?? {})
    return { row, was }
  })
  await em.flush()
  const codes = restated
    .filter(({ row, was }) => row.renews !== was.renews)
    .map(({ row }) => row.planVersion.terms.code)
  for (const code of new Set(codes)) await restack(em, personId, code)
  return restated
}

/** The same for one of them; one by card stands as its provider says. */
export async function restateOne(em: EntityManager, { rail, person, order }: SubscriptionRow): Promise<void> {
  if (rail === 'stars' && order) await restate(em, { personId: person.id, orderId: order.id })
}

/** What a payer began with an order in Stars, and all that was said of it. */
export async function knownOf(
  em: EntityManager,
  { personId, orderId }: { personId: number; orderId: string },
): Promise<{ rows: SubscriptionRow[]; periods: PaidPeriods[]; facts: RenewalFact[] }> {
  const rows = await em.find(
    SubscriptionEntity,
    { rail: 'stars', person: personId, order: orderId },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' }, refresh: true },
  )
  const facts: RenewalFact[] = await em.execute(
    `select subscription_id as "subscriptionId", state, at from renewal_facts where person_id = ? and reference = ?`,
    [personId, orderId],
  )
  const dated = facts.map(fact => ({ ...fact, at: new Date(fact.at) }))
  return { rows, periods: rows.map(periodsOf), facts: dated }
}

/** Its dates are always there in Stars. */
function periodsOf({ id, createdAt, periodStartsAt, periodEndsAt, endedAt }: SubscriptionRow): PaidPeriods {
  return {
    id,
    createdAt,
    periodStartsAt: periodStartsAt ?? createdAt,
    periodEndsAt: periodEndsAt ?? createdAt,
    endedAt: endedAt ?? null,
  }
}
