import type { Api } from 'grammy'
import type { Logger } from 'pino'
import { type Billing, STARS } from '../db/billing.ts'
import { pause } from './pause.ts'
import { trouble } from './trouble.ts'

const EVERY_MS = 5 * 60 * 1000

interface WatchDependencies {
  api: Api
  billing: Pick<Billing, 'compareBalance'>
  logger: Logger
  everyMs?: number
}

/**
 * Holds the ledger against Telegram's own figure, at once and every five minutes, until told to stop. The books tell
 * admins of a difference that stays. Never rejects.
 */
export async function watchBalance(
  { api, billing, logger, everyMs = EVERY_MS }: WatchDependencies,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    await compare()
    await pause(everyMs, stop)
  }

  async function compare(): Promise<void> {
    try {
      const { amount } = await api.getMyStarBalance()
      if (stop.aborted) return
      const compared = await billing.compareBalance({ rail: 'stars', currency: STARS, amount })
      if (compared.drift !== 0) logger.warn(compared, 'the books and Telegram differ')
    } catch (error) {
      logger.warn(trouble(error), 'balance not compared; it will be tried again')
    }
  }
}
