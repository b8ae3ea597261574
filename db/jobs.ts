import type { EntityManager } from '@mikro-orm/postgresql'
import type { PoolClient } from 'pg'
import { type Db, fromKysely, type JobResult, PgBoss } from 'pg-boss'
import type { Log } from './log.ts'
import { carryOverOldJobs } from './old-jobs.ts'
import type { Pool } from './orm.ts'
import { PATIENCE, POLICIES, QUEUES, type Queue } from './queues.ts'
import { dropJobs, hurryJobs } from './waiting-jobs.ts'

/** How long stopping waits for what is in hand, unless told otherwise. */
const GRACE_MS = 3000

/** A job to be. Those in all queues but `refunds` must have a key. `data`: all that it is about, where no row says it. */
interface NewJob {
  id: string
  key?: string
  data?: object
  /** Of different keys the higher comes first; else 0. */
  priority?: number
  /** Seconds until it may be begun; meanwhile it holds up no other of its key. */
  startAfter?: number
  /** See `Crew`. */
  group?: string
}

/** A job in hand; `tries` is how often it failed before. */
export interface Job {
  id: string
  key: string | null
  tries: number
  data: unknown
}

export interface JobOutcome {
  id: string
  status: 'completed' | 'failed'
  output?: object
  /** There is no use in looking for more at once. */
  rest?: boolean
}

/** How many work side by side in this process, and how many jobs each takes at once. */
export interface Crew {
  workers: number
  batchSize: number
  /** Of one group only one is in hand in this process, so that one that is slow leaves room for the others. */
  oneOfGroup?: boolean
}

export interface Jobs {
  /** Born in the transaction of `within`: committed with it, or never there. In a pool, all of them in one of their own. */
  add(queue: Queue, jobs: NewJob[], within: Pool | PoolClient | EntityManager): Promise<void>
  /** Wakes this process's workers after a commit; without it they look twice a second. */
  wake(queue: Queue): void
  work(queue: Queue, crew: Crew, handle: (jobs: Job[]) => Promise<JobOutcome[]>): Promise<void>
  pending(): Promise<{ kind: string; count: number }[]>
  /** Whether a job of this key, about the thing of this id, is not in hand and will be. */
  isWaiting(queue: Queue, key: string, about: string): Promise<boolean>
  /**
   * What of these keys is not in hand waits no longer for its turn to be tried again, and has its pauses anew. Returns their
   * keys; none of them is begun before `within` commits. For queues in which every job has a key.
   */
  hurry(queue: Queue, keys: string[], within: EntityManager): Promise<Set<string>>
  /** What of these groups is not in hand is not owed any more. */
  drop(queue: Queue, groups: string[], within: EntityManager): Promise<void>
  /** Finishes what is in hand, for at most `graceMs` (3 s; never less than 1 s); what is left others take up at once. */
  stop(graceMs?: number): Promise<void>
}

/** Installs the queue's own tables and our queues, or brings them up to date. */
export async function migrateJobs(pool: Pool, log: Log): Promise<void> {
  const boss = bossOn(pool, log, { supervise: false })
  await boss.start()
  for (const queue of QUEUES) {
    await boss.createQueue(queue, { ...PATIENCE[queue], policy: POLICIES[queue] })
    await boss.updateQueue(queue, PATIENCE[queue])
  }
  await carryOverOldJobs(pool, (queue, jobs, within) => insert(boss, queue, jobs, within))
  await boss.stop({ graceful: false })
}

/** Opens the kept queue (pg-boss, schema `pgboss`) on our own pool. The tables must be there: see `migrateJobs`. */
export async function openJobs(pool: Pool, log: Log): Promise<Jobs> {
  const boss = bossOn(pool, log, { migrate: false, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 })
  await boss.start()
  const workers: Record<Queue, string[]> = {
    messages: [],
    refunds: [],
    readings: [],
    renewals: [],
    webhooks: [],
  }
  return {
    add: (queue, jobs, within) => insert(boss, queue, jobs, within),
    wake(queue) {
      for (const worker of workers[queue]) boss.notifyWorker(worker)
    },
    async work(queue, crew, handle) {
      for (let n = 0; n < crew.workers; n++) workers[queue].push(await startWorker(boss, queue, crew, handle))
    },
    async pending() {
      const { rows } = await pool.query<{ kind: Queue; count: number }>(
        `select name as kind, count(*)::int as count from pgboss.job where name = any($1) and state < 'completed' group by name`,
        [QUEUES],
      )
      return QUEUES.map(kind => ({ kind, count: rows.find(row => row.kind === kind)?.count ?? 0 }))
    },
    async isWaiting(queue, key, about) {
      const { rows } = await pool.query<{ waiting: boolean }>(
        `select exists (select from pgboss.job where name = $1 and singleton_key = $2 and data ->> 'id' = $3
           and state < 'active') as waiting`,
        [queue, key, about],
      )
      return rows[0]?.waiting === true
    },
    hurry: (queue, keys, within) => hurryJobs(within, queue, keys),
    drop: (queue, groups, within) => dropJobs(within, queue, groups),
    stop: (graceMs = GRACE_MS) => boss.stop({ graceful: true, timeout: graceMs }),
  }
}

async function startWorker(
  boss: PgBoss,
  queue: Queue,
  { batchSize, oneOfGroup }: Crew,
  handle: (jobs: Job[]) => Promise<JobOutcome[]>,
): Promise<string> {
  const options = {
    batchSize,
    includeMetadata: true,
    perJobResults: true,
    pollingIntervalSeconds: 0.5,
    burstWhenBatchFull: true,
    ...(oneOfGroup && { localGroupConcurrency: 1 }),
  } as const
  const worker: string = await boss.work(queue, options, async (jobs): Promise<JobResult[]> => {
    const outcomes = await handle(
      jobs.map(({ id, singletonKey, retryCount, data }) => {
        return { id, key: singletonKey, tries: retryCount, data }
      }),
    )
    // What was done may have made way for the next of its key: look again without a pause.
    if (outcomes.some(({ status, rest }) => status === 'completed' && !rest)) boss.notifyWorker(worker)
    return outcomes
  })
  return worker
}

async function insert(
  boss: PgBoss,
  queue: Queue,
  jobs: NewJob[],
  within: Pool | PoolClient | EntityManager,
): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(({ key, group, ...job }) => ({
    ...job,
    ...(key !== undefined && { singletonKey: key }),
    ...(group !== undefined && { group: { id: group } }),
  }))
  await boss.insert(queue, rows, { db: transactionOf(within, queue) })
}

type Tuning = {
  migrate?: boolean
  supervise?: boolean
  superviseIntervalSeconds?: number
  monitorIntervalSeconds?: number
}

function bossOn(pool: Pool, log: Log, tuning: Tuning): PgBoss {
  const db: Db = { executeSql: (text, values) => pool.query(text, values) }
  const boss = new PgBoss({ db, schedule: false, ...tuning })
  boss.on('error', error => log.error({ err: error }, 'the job queue reports an error; it goes on by itself'))
  return boss
}

function transactionOf(within: Pool | PoolClient | EntityManager, queue: Queue): Db {
  // Named, so that Postgres keeps the plan: the text is the same for every insert into a queue.
  if ('query' in within)
    return {
      executeSql: (text, values) => within.query({ name: `add_${queue}`, text, values: values ?? [] }),
    }
  const transaction = within.getTransactionContext<Parameters<typeof fromKysely>[0]>()
  if (!transaction) throw new Error('a job can only be born inside a transaction')
  return fromKysely(transaction)
}
