import type { EntityManager } from '@mikro-orm/postgresql'

/**
 * Whatever changes what a person has takes their row first, so that all of it happens one after the other.
 * NO KEY: rows that merely refer to the person are not held up.
 */
export async function lockPerson(em: EntityManager, personId: number): Promise<boolean> {
  const rows: unknown[] = await em.execute('select 1 from people where id = ? for no key update', [personId])
  return rows.length > 0
}
