import type { EntityManager } from '@mikro-orm/postgresql'
import type { Queue } from './queues.ts'

/** In the words of pg-boss's own index on key and order. */
const WAITING = `name = ? and policy = 'key_strict_fifo' and state < 'active' and not blocked`

/**
 * What of these keys is not in hand may be begun now, and its tries are counted anew. Returns their keys; none of them is
 * begun before `em` commits.
 */
export async function hurryJobs(em: EntityManager, queue: Queue, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows: { singleton_key: string }[] = await em.execute(
    `update pgboss.job set start_after = least(start_after, now()), retry_count = 0
     where ${WAITING} and singleton_key in (${places(keys)}) returning singleton_key`,
    [queue, ...keys],
  )
  return new Set(rows.map(row => row.singleton_key))
}

export async function dropJobs(em: EntityManager, queue: Queue, groups: string[]): Promise<void> {
  await em.execute(
    `delete from pgboss.job where name = ? and state < 'active' and group_id in (${places(groups)})`,
    [queue, ...groups],
  )
}

function places(values: string[]): string {
  return values.map(() => '?').join(', ')
}
