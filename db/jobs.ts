import type { EntityManager } from '@mikro-orm/postgresql'
import type { PoolClient } from 'pg'
import { type Db, fromKysely, type JobResult, PgBoss } from 'pg-boss'
import type { Log } from './log.ts'
import type { Pool } from './orm.ts'

/** What is done later, or again until it succeeds. Each job's id is the id of the notice or refund it is about. */
type Queue = 'tell' | 'give_back'

const QUEUES: Queue[] = ['tell', 'give_back']

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** A job is never given up: a year of tries, never further apart than ten minutes. */
const PATIENCE = {
  retryLimit: 100_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 600,
  retentionSeconds: YEAR_SECONDS,
  // A killed worker's job is taken up by another once its heartbeat has been silent for so long.
  heartbeatSeconds: 10,
}

export type JobOutcome = { id: string; status: 'completed' | 'failed'; output?: object }

export interface Jobs {
  /** Born in the transaction of `within`: committed with it, or never there. */
  add(queue: Queue, ids: string[], within: PoolClient | EntityManager): Promise<void>
  /** Wakes this process's workers after a commit; without it they look twice a second. */
  wake(queue: Queue): void
  work(queue: Queue, batchSize: number, handle: (ids: string[]) => Promise<JobOutcome[]>): Promise<void>
  pending(): Promise<{ kind: string; count: number }[]>
  /** Finishes what is in hand, for at most five seconds. */
  stop(): Promise<void>
}

/** Installs the queue's own tables and our queues, or brings them up to date. */
export async function migrateJobs(pool: Pool, log: Log): Promise<void> {
  const boss = bossOn(pool, log, { supervise: false })
  await boss.start()
  for (const queue of QUEUES) {
    await boss.createQueue(queue, PATIENCE)
    await boss.updateQueue(queue, PATIENCE)
  }
  await boss.stop({ graceful: false })
}

/** Opens the kept queue (pg-boss, schema `pgboss`) on our own pool. The tables must be there: see `migrateJobs`. */
export async function openJobs(pool: Pool, log: Log): Promise<Jobs> {
  const boss = bossOn(pool, log, { migrate: false, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 })
  await boss.start()
  const workers = new Map<Queue, string>()
  return {
    async add(queue, ids, within) {
      if (ids.length === 0) return
      await boss.insert(
        queue,
        ids.map(id => ({ id })),
        { db: transactionOf(within) },
      )
    },
    wake(queue) {
      const worker = workers.get(queue)
      if (worker) boss.notifyWorker(worker)
    },
    async work(queue, batchSize, handle) {
      const options = {
        batchSize,
        perJobResults: true,
        pollingIntervalSeconds: 0.5,
        burstWhenBatchFull: true,
      } as const
      const worker = await boss.work(
        queue,
        options,
        async (jobs): Promise<JobResult[]> => handle(jobs.map(job => job.id)),
      )
      workers.set(queue, worker)
    },
    async pending() {
      const { rows } = await pool.query<{ kind: Queue; count: number }>(
        `select name as kind, count(*)::int as count from pgboss.job where name = any($1) and state < 'completed' group by name`,
        [QUEUES],
      )
      return QUEUES.map(kind => ({ kind, count: rows.find(row => row.kind === kind)?.count ?? 0 }))
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}

type Tuning = {
  migrate?: boolean
  supervise?: boolean
  superviseIntervalSeconds?: number
  monitorIntervalSeconds?: number
}

function bossOn(pool: Pool, log: Log, tuning: Tuning): PgBoss {
  const boss = new PgBoss({ db: executor(pool), schedule: false, ...tuning })
  boss.on('error', error => log.error({ err: error }, 'the job queue reports an error; it goes on by itself'))
  return boss
}

function executor(on: Pool | PoolClient): Db {
  return { executeSql: (text, values) => on.query(text, values) }
}

function transactionOf(within: PoolClient | EntityManager): Db {
  if ('query' in within) return executor(within)
  const transaction = within.getTransactionContext<Parameters<typeof fromKysely>[0]>()
  if (!transaction) throw new Error('a job can only be born inside a transaction')
  return fromKysely(transaction)
}
