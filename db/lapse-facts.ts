import type { EntityManager } from '@mikro-orm/postgresql'
import { GrantEntity } from './grant.ts'
import type { News } from './notice.ts'
import { hasEnded, OWING, SubscriptionEntity, subscriptionsFrom } from './subscription.ts'

type NewsOf<Kind> = Extract<News, { kind: Kind }>

/** What is still to be paid by card for a plan whose access has ended. In Stars a subscription has ended by then. */
export async function owedFor(
  em: EntityManager,
  personId: number,
  planCode: string,
): Promise<Pick<NewsOf<'ended'>, 'owed'>> {
  const theirs = await em.find(
    SubscriptionEntity,
    { person: personId, rail: 'card', status: { $in: OWING }, endedAt: null },
    { populate: ['planVersion'], orderBy: { createdAt: 'desc', id: 'desc' } },
  )
  const row = theirs.find(({ planVersion }) => planVersion.terms.code === planCode)
  if (!row) return {}
  const { amount, currency, payUrl, rail } = row
  return { owed: { price: { amount, currency }, payUrl: payUrl ?? null, rail } }
}

/** The subscription that a grant is a period of, where it lives and renews no more, so that it can be turned on again. */
export async function stoppedBehind(
  em: EntityManager,
  grantId: string,
): Promise<Pick<NewsOf<'ending_soon'>, 'subscription'>> {
  const where = { populate: ['subscription.planVersion'] } as const
  const row = (await em.findOneOrFail(GrantEntity, grantId, where)).subscription
  if (!row || row.renews || hasEnded(row)) return {}
  const [shown] = await subscriptionsFrom(em, [row])
  return { subscription: { id: row.id, rail: row.rail, ours: shown?.stoppedByUs ?? false } }
}
