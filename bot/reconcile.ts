import { type Api, GrammyError } from 'grammy'
import { type Reconciled, STARS, type Unlisted } from '../db/billing.ts'
import { persist } from './persist.ts'
import { type ReconcileDependencies, type ReconcileRun, readStars } from './read-stars.ts'
import { trouble } from './trouble.ts'

/** A payment of ours that is younger may not be on Telegram's list yet. */
const LISTED_AFTER_MS = 10 * 60 * 1000

/**
 * Brings the books to all that Telegram has on its list of Stars transactions, whether or not an update told of it, and
 * holds both against each other. What is new goes the way of a live update, so it is booked once, whoever is first
 * (case 15). Waits while Telegram does not answer. Rejects where something could not be booked, after all else is done,
 * and when told to stop: nothing is skipped by that, only read again. Safe beside another run.
 */
export async function reconcileStars(
  dependencies: ReconcileDependencies,
  run: ReconcileRun,
): Promise<Reconciled> {
  const { api, billing, logger, now } = dependencies
  const startedAt = now()
  const account = accountOf(api)
  const { read, repaired, failed } = await readStars(dependencies, run, account)
  if (repaired > 0) logger.warn({ repaired }, 'Stars that no update told of are in the books now')
  const before = new Date(+startedAt - LISTED_AFTER_MS)
  const unlisted = await billing.statement.unlisted({
    rail: 'stars',
    account,
    before,
    lookBackMs: run.lookBackMs,
  })
  await tellOf(unlisted, dependencies)
  const balances = await compare(dependencies, run.signal)
  if (failed) throw failed.error
  await billing.statement.finished({ rail: 'stars', at: startedAt })
  return { rail: 'stars', read, repaired, unlisted, balances }
}

/** The list is the bot's; a new token does not begin another. */
function accountOf({ token }: Api): string {
  return token.split(':')[0] ?? ''
}

async function tellOf(unlisted: Unlisted, { billing, logger }: ReconcileDependencies): Promise<void> {
  if (unlisted.count === 0) return
  const charges = unlisted.charges.map(({ chargeId }) => chargeId)
  logger.warn({ count: unlisted.count, charges }, 'payments in the books that Telegram does not list')
  await billing.statement.tellOfUnlisted({ rail: 'stars', unlisted })
}

/** grammY's own kind of `AbortSignal`. */
type Stop = Parameters<Api['getMyStarBalance']>[0]

/** What Telegram holds for us beside what the books say; the books tell admins of a difference that stays. */
async function compare(
  { api, billing, logger }: ReconcileDependencies,
  signal: AbortSignal,
): Promise<Reconciled['balances']> {
  try {
    const { amount } = await persist(() => api.getMyStarBalance(signal as Stop), logger, signal)
    const compared = await billing.compareBalance({ rail: 'stars', currency: STARS, amount })
    if (compared.drift !== 0) logger.warn(compared, 'the books and Telegram differ')
    return [{ currency: STARS, ...compared }]
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error
    logger.warn(trouble(error), 'balance not compared; it will be tried again')
    return null
  }
}
