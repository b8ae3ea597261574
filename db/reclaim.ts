import type { Pool, PoolClient } from 'pg'

/** Whoever gives a dead connection back has done so by then. */
const RECLAIM_MS = 1_000

/**
 * Takes back connections that died while they were lent. The ORM gives none back whose rollback fails, and a rollback
 * on a dead connection always fails: each would leave the pool one smaller for ever, and the tenth none.
 */
export function reclaimDead(pool: Pool): void {
  const lent = new Set<PoolClient>()
  pool.on('acquire', client => lent.add(client))
  pool.on('release', (_, client) => lent.delete(client))
  pool.on('connect', client => client.once('end', () => setTimeout(reclaim, RECLAIM_MS, client).unref()))

  function reclaim(client: PoolClient): void {
    if (lent.has(client)) client.release(true)
  }
}
