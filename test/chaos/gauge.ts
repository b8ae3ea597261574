import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** What is in the books at this moment, and what they still owe. */
export interface Reading {
  booked: number
  /** Messages and refunds that wait to be carried out. */
  owed: number
}

export interface Gauge {
  /** The last reading; while Postgres is down it stays what it was. */
  reading(): Reading
  stop(): Promise<void>
}

const EVERY_MS = 200

const QUESTION = `
select (select count(*)::int from payments) as booked,
  (select count(*)::int from pgboss.job where state < 'completed') as owed`

/** Looks into the books a few times a second, from outside. */
export function startGauge(databaseUrl: string): Gauge {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  // A broken connection is told by the query that meets it.
  pool.on('error', () => {})
  let last: Reading = { booked: 0, owed: 0 }
  let running = true
  const looking = look()

  async function look(): Promise<void> {
    while (running) {
      const answer = await pool.query<Reading>(QUESTION).catch(() => null)
      last = answer?.rows[0] ?? last
      await pause(EVERY_MS)
    }
  }

  return {
    reading: () => last,
    async stop() {
      running = false
      await looking
      await pool.end()
    },
  }
}
