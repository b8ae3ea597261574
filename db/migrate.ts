import { Socket } from 'node:net'
import { migrateJobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Database } from './orm.ts'

/** One number for "someone is bringing the schema up"; any constant would do, it only has to stay the same. */
const MIGRATION_LOCK = 7_827_277

const CONNECT_MS = 10_000

/** Brings the schema up to this code, under a lock: of several processes that start at once, one does it and the others wait. */
export async function migrateDatabase(database: Database, log: Log): Promise<void> {
  // Silent for as long as it takes, which the pool's connections may not be.
  const lock = database.newClient({ stream: () => new Socket(), connectionTimeoutMillis: CONNECT_MS })
  // Whatever ends it is the answer to the next thing it is asked.
  lock.on('error', () => {})
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const done = await database.orm.migrator.up()
    await migrateJobs(database.pool, log)
    if (done.length > 0)
      log.info({ migrations: done.map(migration => migration.name) }, 'the schema is up to date')
  } finally {
    // The lock ends with its connection.
    await lock.end()
  }
}
