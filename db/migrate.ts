import { migrateJobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Database } from './orm.ts'

/** One number for "someone is bringing the schema up"; any constant would do, it only has to stay the same. */
const MIGRATION_LOCK = 7_827_277

/** Brings the schema up to this code, under a lock: of several processes that start at once, one does it and the others wait. */
export async function migrateDatabase(database: Database, log: Log): Promise<void> {
  const lock = await database.pool.connect()
  let broken: Error | undefined
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const done = await database.orm.migrator.up()
    await migrateJobs(database.pool, log)
    if (done.length > 0)
      log.info({ migrations: done.map(migration => migration.name) }, 'the schema is up to date')
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
  } catch (error) {
    // The lock ends with its connection, whatever state that is in.
    broken = error as Error
    throw error
  } finally {
    lock.release(broken)
  }
}
