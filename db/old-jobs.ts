import type { PoolClient } from 'pg'
import type { Jobs } from './jobs.ts'
import type { Pool } from './orm.ts'

/** The queues of the version before, which kept no order per person. */
const OLD_QUEUES = ['tell', 'give_back']

/**
 * Drops the old queues, and has the new ones carry out whatever is still owed; in one transaction, so that it happens
 * once or not at all. A process of the version before that owes something meanwhile finds its queue gone, and rolls back.
 */
export async function carryOverOldJobs(pool: Pool, add: Jobs['add']): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rowCount } = await client.query(
      'select pgboss.delete_queue(name) from pgboss.queue where name = any($1)',
      [OLD_QUEUES],
    )
    if (rowCount) {
      await add('messages', await untold(client), client)
      await add('refunds', await unanswered(client), client)
    }
    await client.query('commit')
    client.release()
  } catch (error) {
    // The connection goes with its transaction.
    client.release(true)
    throw error
  }
}

/** Whoever cannot be reached is told when they come back. */
async function untold(client: PoolClient) {
  const { rows } = await client.query<{ id: string; key: string }>(
    `select notices.id, person_id::text as key from notices join people on people.id = person_id
     where sent_at is null and unreachable_at is null order by notices.id`,
  )
  return rows
}

async function unanswered(client: PoolClient) {
  const { rows } = await client.query<{ id: string }>(
    'select id from refunds where not exists (select from refund_outcomes where refund_id = refunds.id) order by id',
  )
  return rows
}
