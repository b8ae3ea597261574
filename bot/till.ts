import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { Billing, RenewalWord } from '../db/billing.ts'
import { enterCharge, enterRefund } from './enter.ts'
import type { Metrics } from './metrics.ts'
import { type MoneyNews, readMoney } from './stars.ts'
import { trouble } from './trouble.ts'
import { createTurns } from './turns.ts'

/** Money that is not in the books yet. Whoever holds the update must not confirm it to Telegram. */
export class NotBooked extends Error {
  override name = 'NotBooked'
}

/** Where updates that carry money are booked, the same way in polling and in webhook mode. */
export interface Till {
  /** Resolves when what the update tells is committed; rejects with `NotBooked`. Safe to repeat. */
  book(update: Update): Promise<void>
}

interface TillDependencies {
  billing: Billing
  metrics: Metrics
  logger: Logger
  now: () => Date
}

export function createTill({ billing, metrics, logger, now }: TillDependencies): Till {
  const inTurn = createTurns()

  async function book(update: Update): Promise<void> {
    const news = readMoney(update, now())
    if (!news) return
    const log = logger.child({ update: update.update_id })
    try {
      await enter(news, log)
    } catch (cause) {
      log.error(trouble(cause), 'money not booked; it will be tried again')
      throw new NotBooked(`update ${update.update_id} is not booked`, { cause })
    }
  }

  async function enter(news: MoneyNews, log: Logger): Promise<void> {
    switch (news.kind) {
      case 'charge':
      case 'refund':
        if (news.doubts.length > 0)
          log.error({ fields: news.doubts }, 'malformed payment; booking what is known')
        await (news.kind === 'charge'
          ? enterCharge({ billing, metrics, logger: log }, news.charge)
          : enterRefund({ billing, metrics, logger: log }, news.refund))
        return
      case 'renewal':
        return await inTurn(news.word.personId, () => hear(news.word, log))
      // Held back, these would only block the queue: without a payer nothing can be granted, refunded or renewed by us.
      case 'nobody':
        return log.error({ charge: news.chargeId }, 'payment without a payer')
      case 'unreadable':
        return log.error({ state: news.state }, 'Telegram says of a subscription what we do not know')
    }
  }

  async function hear(word: RenewalWord, log: Logger): Promise<void> {
    // When it comes to its turn: of two words of one person the later is the later here as well.
    const { kind } = await billing.renewals.hear({ ...word, at: now() })
    log.info({ person: word.personId, order: word.reference, state: word.state, kind }, 'renewal')
  }

  return { book }
}
