import type { Pool } from './orm.ts'
import { isOutage } from './outage.ts'
import { pause } from './pause.ts'

/** A transaction that books payments, known by what was made before its commit. */
export interface Attempt {
  transaction: string
  paymentIds: string[]
}

/** How long the database is asked, while it comes up again or still commits. */
const PATIENCE_MS = 10_000
const LONGEST_WAIT_MS = 1_000

/**
 * The payments themselves are the proof, and all of them came or none. The transaction's own fate only says whether
 * they may yet come; after a fail-over its id may be another's.
 */
const QUESTION = `
select count(*) = cardinality($1::uuid[]) as committed, pg_xact_status($2) = 'aborted' as aborted
from payments where id = any($1)`

/**
 * Whether a commit came through whose answer was lost: the connection broke, or Postgres crashed, after it was asked
 * for. False as well when that could not be found out in time; then doing it all again finds out.
 */
export async function isCommitted(pool: Pool, { transaction, paymentIds }: Attempt): Promise<boolean> {
  const began = performance.now()
  for (
    let waitMs = 50;
    performance.now() - began < PATIENCE_MS;
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  ) {
    try {
      const { rows } = await pool.query(QUESTION, [paymentIds, transaction])
      if (rows[0].committed || rows[0].aborted) return rows[0].committed
    } catch (error) {
      // A crashed Postgres takes a moment to come up; whatever else is wrong, the error of the commit says enough.
      if (!isOutage(error)) return false
    }
    await pause(waitMs)
  }
  return false
}
