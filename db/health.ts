import { type Database, schemaIsCurrent } from './orm.ts'

export interface Health {
  database: 'ok' | 'down'
  schema: 'current' | 'behind' | 'unknown'
}

/** The schema is asked about until it is seen to be current; it does not fall behind while this code runs. */
export function healthOf(database: Database): () => Promise<Health> {
  let current = false
  return async () => {
    try {
      if (current) await database.pool.query('select 1')
      else current = await schemaIsCurrent(database)
      return { database: 'ok', schema: current ? 'current' : 'behind' }
    } catch {
      // Not swallowed: "down" is the answer, and whoever asks reports it.
      return { database: 'down', schema: 'unknown' }
    }
  }
}
