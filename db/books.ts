import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Database } from './orm.ts'

/** What every verb works with. Time is an argument: nothing in the books asks the machine's clock. */
export interface Books extends Database {
  jobs: Jobs
  log: Log
  now: () => Date
  /** When this process began to work with them. */
  openedAt: Date
  /** Who is told of quarantined money and failed refunds. */
  adminIds: number[]
  /** How many devices somebody without a plan may have. */
  freeMaxDevices: number
}
