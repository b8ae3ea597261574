import { type Api, GrammyError } from 'grammy'
import type { Logger } from 'pino'
import type { Duties, NoticeDue, RefundAnswer, RefundDue, TellOutcome } from '../db/billing.ts'
import { asHtml } from './context.ts'
import type { Metrics } from './metrics.ts'
import { wordsFor } from './news.ts'
import type { Texts } from './texts.ts'
import { harmless } from './trouble.ts'

interface DutyDependencies {
  api: Api
  texts: Texts
  metrics: Metrics
  logger: Logger
}

/** How Telegram carries out what the books owe: messages to people, and Stars back to payers. */
export function createDuties({ api, texts, metrics, logger }: DutyDependencies): Duties {
  async function tell({ noticeId, personId, language, news }: NoticeDue): Promise<TellOutcome> {
    try {
      const message = await api.sendMessage(personId, wordsFor(texts.speak(language), news), asHtml)
      return { kind: 'sent', messageId: message.message_id }
    } catch (error) {
      if (!isUnreachable(error)) throw harmless(error)
      logger.info({ notice: noticeId, person: personId }, 'person unreachable')
      return { kind: 'unreachable' }
    }
  }

  async function giveBack({ refundId, payerId, chargeId }: RefundDue): Promise<RefundAnswer> {
    const answer = await askBack(payerId, chargeId)
    if (answer.kind === 'succeeded') metrics.refunded(chargeId)
    logger.info(
      { refund: refundId, person: payerId, charge: chargeId, answer: answer.kind },
      'refund answered',
    )
    return answer
  }

  async function askBack(payerId: number, chargeId: string): Promise<RefundAnswer> {
    try {
      await api.refundStarPayment(payerId, chargeId)
      return { kind: 'succeeded' }
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw harmless(error)
      // Asked before and the answer was lost: the money is back all the same (cases 30, 31).
      if (error.description.includes('CHARGE_ALREADY_REFUNDED')) return { kind: 'succeeded' }
      return { kind: 'failed', detail: error.description }
    }
  }

  return { tell, giveBack }
}

/** They blocked the bot, are gone, or never wrote to it; trying again would change nothing. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false
  return (
    error.error_code === 403 || (error.error_code === 400 && error.description.includes('chat not found'))
  )
}
