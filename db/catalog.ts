import { isDeepStrictEqual } from 'node:util'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { newId } from './id.ts'
import { PlanEntity, type PlanTerms, type PlanVersion, PlanVersionEntity } from './plan.ts'

/**
 * Makes `plans` what is on sale, in that order: a new plan or changed terms become a new version, a plan that is
 * not among them is retired. Orders, payments and grants keep the version they were made from.
 */
export async function publishPlans(books: Pick<Books, 'orm' | 'now'>, plans: PlanTerms[]): Promise<void> {
  await books.orm.em.fork().transactional(async em => {
    // Two processes that start together publish one after the other.
    await em.execute('select pg_advisory_xact_lock(hashtext(?))', ['publish plans'])
    const now = books.now()
    const known = new Map((await em.find(PlanEntity, {})).map(plan => [plan.code, plan]))
    for (const [position, terms] of plans.entries()) {
      const plan =
        known.get(terms.code) ?? em.create(PlanEntity, { code: terms.code, position, retiredAt: null })
      known.delete(terms.code)
      Object.assign(plan, { position, retiredAt: null })
      const latest = await latestVersion(em, terms.code)
      if (latest && isDeepStrictEqual(latest.terms, terms)) continue
      em.create(PlanVersionEntity, {
        id: newId(),
        plan,
        number: (latest?.number ?? 0) + 1,
        terms,
        createdAt: now,
      })
    }
    for (const plan of known.values()) plan.retiredAt ??= now
  })
}

async function latestVersion(em: EntityManager, code: string): Promise<PlanVersion | null> {
  return await em.findOne(PlanVersionEntity, { plan: code }, { orderBy: { number: 'desc' } })
}

/** The current version of each plan on sale, in the order of the shop. */
export async function versionsOnSale(
  books: Pick<Books, 'pool'>,
): Promise<{ id: string; terms: PlanTerms }[]> {
  const { rows } = await books.pool.query<{ id: string; terms: PlanTerms }>({
    name: 'on_sale',
    text: `
      select v.id, v.terms
      from plans p
      join lateral (select * from plan_versions where plan_code = p.code order by number desc limit 1) v on true
      where p.retired_at is null
      order by p.position`,
  })
  return rows
}
