import { type Api, GrammyError } from 'grammy'
import type { Logger } from 'pino'
import type {
  Duties,
  NoticeDue,
  RefundAnswer,
  RefundDue,
  TellOutcome,
  UnreachableBecause,
} from '../db/billing.ts'
import { asHtml } from './context.ts'
import type { Metrics } from './metrics.ts'
import { wordsFor } from './news.ts'
import { createRestraint } from './restraint.ts'
import type { Texts } from './texts.ts'
import { harmless } from './trouble.ts'

interface DutyDependencies {
  /** A line without patience: a 429, or a call that hangs, is met by doing this job later, and holds up no other. */
  api: Api
  texts: Texts
  metrics: Metrics
  logger: Logger
  now: () => Date
}

/** How Telegram carries out what the books owe: messages to people, and Stars back to payers. */
export function createDuties({ api, texts, metrics, logger, now }: DutyDependencies): Duties {
  const writing = createRestraint(now)
  const refunding = createRestraint(now)

  async function tell({ noticeId, personId, language, news }: NoticeDue): Promise<TellOutcome> {
    const words = wordsFor(texts.speak(language), news)
    try {
      const message = await writing.about(personId, () => api.sendMessage(personId, words, asHtml))
      return { kind: 'sent', messageId: message.message_id }
    } catch (error) {
      const because = whyUnreachable(error)
      if (because) {
        logger.info({ notice: noticeId, person: personId, because }, 'person unreachable')
        return { kind: 'unreachable', because }
      }
      if (error instanceof GrammyError && error.error_code === 400)
        return { kind: 'refused', detail: error.description }
      throw harmless(error)
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
      await refunding.about(payerId, () => api.refundStarPayment(payerId, chargeId))
      return { kind: 'succeeded' }
    } catch (error) {
      if (!isRefused(error)) throw harmless(error)
      const detail = error.description
      // Asked before and the answer was lost: the money is back all the same (cases 30, 31).
      if (detail.includes('CHARGE_ALREADY_REFUNDED')) return { kind: 'succeeded' }
      const because = detail.includes('BALANCE_TOO_LOW') ? 'balance_too_low' : 'refused'
      return { kind: 'failed', because, detail }
    }
  }

  return { tell, giveBack }
}

/** Whether Telegram said no, and would say it again; a revoked token (401) and haste (429) pass. */
function isRefused(error: unknown): error is GrammyError {
  if (!(error instanceof GrammyError)) return false
  const { error_code: code } = error
  return code >= 400 && code < 500 && code !== 401 && code !== 429
}

/** Why nobody is there to read it, if that is what Telegram says; trying again would change nothing (cases 40, 41). */
function whyUnreachable(error: unknown): UnreachableBecause | null {
  if (!(error instanceof GrammyError)) return null
  const { error_code, description } = error
  if (error_code === 400) return description.includes('chat not found') ? 'never_started' : null
  if (error_code !== 403) return null
  if (description.includes('deactivated')) return 'deactivated'
  return description.includes("can't initiate conversation") ? 'never_started' : 'blocked'
}
