import type { EntityManager } from '@mikro-orm/postgresql'
import { accessAt, type Held, heldWithin } from './access.ts'
import type { Books } from './books.ts'
import type { SubscriptionState } from './cards.ts'
import { lockPerson } from './lock.ts'
import { OWING, SubscriptionEntity, type SubscriptionRow } from './subscription.ts'
import { tellOnce } from './tell.ts'

/**
 * A payment of a subscription did not come, or waits for the bank: told once for each period, and again where something
 * else is to be done. An answer to an earlier question than the last one tells nothing.
 */
export async function tellOfDebt(books: Books, state: SubscriptionState): Promise<void> {
  const { status, todo } = state
  const owes = OWING.includes(status) || (status === 'incomplete' && todo === 'confirm')
  if (!owes) return
  await books.orm.em.fork().transactional(em => tellWithin(books, em, state))
  books.jobs.wake('messages')
}

async function tellWithin(books: Books, em: EntityManager, state: SubscriptionState): Promise<void> {
  const { rail, providerId, price, payUrl, todo = 'pay', periodEndsAt } = state
  await lockPerson(em, state.personId)
  const where = { rail, providerId }
  const row = await em.findOneOrFail(SubscriptionEntity, where, { populate: ['planVersion'] })
  if (row.ticket > state.ticket) return
  await tellOnceOf(books, em, row, { price, payUrl, todo, periodEndsAt })
}

/** The same for a subscription in Stars, whose next payment Telegram could not take (case 27). Call it with the person locked. */
export async function tellOfFailure(books: Books, em: EntityManager, row: SubscriptionRow): Promise<void> {
  const price = { amount: row.amount, currency: row.currency }
  const periodEndsAt = row.periodEndsAt ?? null
  await tellOnceOf(books, em, row, { price, payUrl: null, todo: 'top_up', periodEndsAt })
}

interface Debt extends Pick<SubscriptionState, 'price' | 'payUrl' | 'periodEndsAt'> {
  todo: 'pay' | 'confirm' | 'top_up'
}

async function tellOnceOf(
  books: Books,
  em: EntityManager,
  { rail, providerId, person, planVersion }: SubscriptionRow,
  { price, payUrl, todo, periodEndsAt }: Debt,
): Promise<void> {
  const { title, entitlements } = planVersion.terms
  const until = openUntil(await heldWithin(em, person.id), entitlements, books.now())
  const news = {
    ...{ kind: 'payment_failed' as const, plan: title, price, payUrl, todo },
    ...(until !== 'for ever' && { graceUntil: until === 'closed' ? null : until.toISOString() }),
  }
  const occasion = `payment_failed ${rail} ${providerId} ${periodEndsAt?.toISOString() ?? ''} ${todo}`
  await tellOnce(books, em, occasion, [{ personId: person.id, news }])
}

/** Until when all of these keys are open, by whatever opens them, though nothing more is paid. */
function openUntil(held: Held[], keys: string[], now: Date): Date | 'closed' | 'for ever' {
  const open = accessAt(held, now).filter(({ key, active }) => active && keys.includes(key))
  if (open.length < keys.length) return 'closed'
  const ends = open.flatMap(({ key, endsAt }) => {
    if (endsAt === null) return []
    const graces = held
      .filter(each => each.keys.includes(key) && each.startsAt <= now)
      .flatMap(({ graceUntil }) => (graceUntil ? [+graceUntil] : []))
    return [Math.max(+endsAt, ...graces)]
  })
  return ends.length === 0 ? 'for ever' : new Date(Math.min(...ends))
}
