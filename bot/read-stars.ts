import type { Api } from 'grammy'
import type { Logger } from 'pino'
import { BEFORE_US, type Billing, type ReconcileProgress } from '../db/billing.ts'
import { bookLines } from './book-lines.ts'
import type { Metrics } from './metrics.ts'
import { persist } from './persist.ts'
import { readTransaction, type StarLine } from './star-line.ts'

/** The most Telegram gives at once. */
const PAGE = 100

/** How many transactions are read again each time: that Telegram's list stays in its order is nowhere written. */
const TAIL = 200

const PAGES_BETWEEN_WORDS = 50

export interface ReconcileDependencies {
  api: Api
  billing: Billing
  metrics: Metrics
  logger: Logger
  now: () => Date
}

export interface ReconcileRun {
  progress: ReconcileProgress
  signal: AbortSignal
  /** Transactions younger than this are left to their updates, which are on their way; absent: none is. */
  leaveYoungerMs?: number
  /** See `Statement.unlisted`. */
  lookBackMs?: number
}

export interface ReadStars {
  read: number
  repaired: number
  /** Why something could not be booked; null: all is. */
  failed: { error: unknown } | null
}

/**
 * Reads Telegram's list from where the last run came, a page at a time, and books what is new on it. A line is kept only
 * after what it tells is booked, so whatever breaks off in between is read again. One that cannot be booked holds up
 * nobody else's: the rest is read, and the next run begins with it.
 */
export async function readStars(
  dependencies: ReconcileDependencies,
  { progress, signal, leaveYoungerMs }: ReconcileRun,
  account: string,
): Promise<ReadStars> {
  const { billing, logger, now } = dependencies
  const at = { rail: 'stars', account } as const
  const { statement } = billing
  const ripeBy = leaveYoungerMs === undefined ? null : new Date(+now() - leaveYoungerMs)
  const start = Math.max(0, (await statement.position(at)) - TAIL)
  let [read, repaired, pages] = [0, 0, 0]
  let failed: { error: unknown; position: number } | null = null
  let isAnew = false

  for (let offset = start; ; ) {
    const { lines, isEmpty, isLast } = await pageAt(offset, dependencies, { signal, ripeBy })
    const unbooked = await statement.unbooked({ rail: 'stars', lines })
    const old = new Set(await statement.beforeUs({ ...at, lines: unbooked }))
    const booked = await bookLines(
      dependencies,
      unbooked.filter(line => !old.has(line)),
    )
    const kept = lines
      .filter(line => !booked.failures.has(line))
      .map(line => (old.has(line) ? { ...line, ...OLD } : line))
    const stuck = lines.find(line => booked.failures.has(line))
    if (stuck && !failed)
      failed = { error: booked.failures.get(stuck), position: offset + lines.indexOf(stuck) }
    const position = failed?.position ?? offset + lines.length
    const { fresh } = await statement.keep({ ...at, lines: kept, position, isAnew: isAnew && isLast })
    read += lines.length
    repaired += booked.repaired
    progress({ rail: 'stars', read, repaired })
    if (++pages % PAGES_BETWEEN_WORDS === 0) logger.info({ read, repaired }, 'reading the Stars transactions')

    // Of what was read before nothing is there: it cannot be told where the new begins.
    if (pages === 1 && start > 0 && (isEmpty || (kept.length > 0 && fresh === kept.length))) {
      logger.warn({ offset }, 'the Stars transactions are not where they were; all of them are read again')
      offset = 0
      isAnew = true
    } else if (isLast) break
    else offset += lines.length
  }
  return { read, repaired, failed }
}

/** A sale of before this shop, whose money is there and whose people we have nothing to tell. */
const OLD = { kind: 'other', chargeId: null, charge: null, what: BEFORE_US } as const

/** grammY's own kind of `AbortSignal`. */
type Stop = Parameters<Api['getStarTransactions']>[1]

interface Asking {
  signal: AbortSignal
  ripeBy: Date | null
}

/** What stands there, oldest first, up to the first that is too young. */
async function pageAt(
  offset: number,
  { api, logger, now }: ReconcileDependencies,
  { signal, ripeBy }: Asking,
): Promise<{ lines: StarLine[]; isEmpty: boolean; isLast: boolean }> {
  signal.throwIfAborted()
  const ask = () => api.getStarTransactions({ offset, limit: PAGE }, signal as Stop)
  const { transactions } = await persist(ask, logger, signal)
  // One whose date cannot be read is not left for being young: it would be at each run.
  const all = transactions.map(transaction => readTransaction(transaction, ripeBy ?? now()))
  const young = all.findIndex(({ at }) => ripeBy !== null && at > ripeBy)
  const isEmpty = all.length === 0
  return young < 0
    ? { lines: all, isEmpty, isLast: isEmpty }
    : { lines: all.slice(0, young), isEmpty, isLast: true }
}
