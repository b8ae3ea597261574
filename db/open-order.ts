import type { EntityManager } from '@mikro-orm/postgresql'
import { besideOf } from './beside.ts'
import type { Books } from './books.ts'
import { versionsOnSale } from './catalog.ts'
import { coveredUntil, ownsForever, stack } from './coverage.ts'
import { grantsOf } from './holdings.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { Money, Rail } from './money.ts'
import { STARS } from './money.ts'
import { type OpenOrderResult, ORDER_LIFE_MS, type Order, OrderEntity } from './order.ts'
import type { PlanTerms } from './plan.ts'
import type { Billing } from './verbs.ts'

/** Invoices one person may ask for in a minute (case 89). */
const ORDERS_PER_MINUTE = 5
const MINUTE_MS = 60_000

/** An order of theirs that serves as well as a new one; null: there is none. Asked with the person locked. */
type Earlier = (
  em: EntityManager,
  personId: number,
  planVersionId: string,
  now: Date,
) => Promise<Order | null>

/**
 * An order at the price of this moment, payable for an hour, or an `earlier` one, which does not count as asked for
 * anew. The person must be known (`meet`). A subscription in Stars is begun at once, so what they hold of the plan runs
 * beside it until `stacksAfter`.
 */
export async function openOrder(
  books: Books,
  { personId, planCode, rail, anyway = false }: Parameters<Billing['openOrder']>[0],
  earlier: Earlier = async () => null,
): Promise<OpenOrderResult> {
  const versions = await versionsOnSale(books)
  const onSale = versions.map(({ terms }) => terms)
  const version = versions.find(({ terms }) => terms.code === planCode)
  if (!version) return { kind: 'unknown_plan', onSale }
  const price = priceOn(rail, version.terms)
  if (!price) return { kind: 'not_sold_on_rail', onSale }
  const plan = version.terms

  return await books.orm.em.fork().transactional(async em => {
    if (!(await lockPerson(em, personId))) throw new Error(`openOrder for ${personId}, whom nobody met`)
    const now = books.now()
    const held = stack(await grantsOf(em, personId, planCode))
    if (ownsForever(held)) return { kind: 'owned_forever', plan }
    const obstacle =
      rail === 'stars' && plan.stars?.recurring ? await besideOf(em, { personId, planCode }, now) : null
    if (obstacle && !(obstacle.kind === 'parallel' && anyway)) return obstacle
    const stacksAfter = coveredUntil(held, now)
    const same = await earlier(em, personId, version.id, now)
    if (same) return { kind: 'opened', order: same, stacksAfter }
    const retryAfterSeconds = await mustWait(em, personId, now)
    if (retryAfterSeconds > 0) return { kind: 'too_many', retryAfterSeconds }

    const id = newId()
    const expiresAt = new Date(+now + ORDER_LIFE_MS)
    em.create(OrderEntity, {
      id,
      person: personId,
      planVersion: version.id,
      rail,
      ...price,
      createdAt: now,
      expiresAt,
    })
    const order = { id, personId, rail, price, plan, createdAt: now, expiresAt }
    return { kind: 'opened', order, stacksAfter }
  })
}

/** What a plan costs on a rail; null where it is not sold there. */
function priceOn(rail: Rail, plan: PlanTerms): Money | null {
  if (rail === 'stars') return plan.stars && { amount: plan.stars.amount, currency: STARS }
  return plan.card && { amount: plan.card.amount, currency: plan.card.currency }
}

/** Seconds until the person may open another order; 0: now. */
async function mustWait(em: EntityManager, personId: number, now: Date): Promise<number> {
  const recent = await em.find(
    OrderEntity,
    { person: personId, createdAt: { $gt: new Date(+now - MINUTE_MS) } },
    { orderBy: { createdAt: 'desc' }, limit: ORDERS_PER_MINUTE, fields: ['createdAt'] },
  )
  const oldest = recent[ORDERS_PER_MINUTE - 1]
  return oldest ? Math.ceil((+oldest.createdAt + MINUTE_MS - +now) / 1000) : 0
}
