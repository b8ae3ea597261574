import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { Billing, Charge, RefundElsewhere, Settlement } from '../db/billing.ts'
import type { Metrics } from './metrics.ts'
import { type MoneyNews, readMoney } from './stars.ts'
import { trouble } from './trouble.ts'

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
  async function book(update: Update): Promise<void> {
    const news = readMoney(update, now())
    if (!news) return
    try {
      await enter(news, update.update_id)
    } catch (cause) {
      if (news.kind === 'charge') metrics.failed()
      logger.error(
        { update: update.update_id, ...trouble(cause) },
        'money not booked; it will be tried again',
      )
      throw new NotBooked(`update ${update.update_id} is not booked`, { cause })
    }
  }

  async function enter(news: MoneyNews, update: number): Promise<void> {
    // Held back it would only block the queue: without a payer it can be neither granted nor refunded by us.
    if (news.kind === 'nobody')
      return logger.error({ update, charge: news.chargeId }, 'payment without a payer')
    if (news.doubts.length > 0)
      logger.error({ update, fields: news.doubts }, 'malformed payment; booking what is known')
    return news.kind === 'charge' ? settle(news.charge, update) : recordRefund(news.refund, update)
  }

  async function settle(charge: Charge, update: number): Promise<void> {
    const startedAt = performance.now()
    const settlement = await billing.settle(charge)
    metrics.booked((performance.now() - startedAt) / 1000)
    count(settlement, charge)
    const { kind, paymentId } = settlement
    logger.info(
      { update, person: charge.payerId, charge: charge.chargeId, payment: paymentId, kind },
      'payment',
    )
  }

  function count({ kind }: Settlement, charge: Charge): void {
    if (kind !== 'repeated' && kind !== 'nothing') metrics.paid(kind, charge.price)
  }

  async function recordRefund(refund: RefundElsewhere, update: number): Promise<void> {
    const { kind } = await billing.recordRefund(refund)
    if (kind === 'settled') metrics.refunded(refund.charge.chargeId)
    logger.info({ update, person: refund.charge.payerId, charge: refund.charge.chargeId, kind }, 'refund')
  }

  return { book }
}
