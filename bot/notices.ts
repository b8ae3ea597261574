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
import type { BotCard } from './dependencies.ts'
import type { Metrics } from './metrics.ts'
import { wordsFor } from './news.ts'
import { buttonsFor } from './news-buttons.ts'
import { isRefused } from './refused.ts'
import { createRenewalDuty } from './renewal-duty.ts'
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
  appUrl: string | null
  card: BotCard | null
}

/** How what the books owe is carried out: messages to people, money back to payers, and the end of what renews. */
export function createDuties(dependencies: DutyDependencies): Duties {
  const { api, texts, metrics, logger, now, appUrl, card } = dependencies
  const writing = createRestraint(now)
  const refunding = createRestraint(now)

  async function tell({ noticeId, personId, language, news }: NoticeDue): Promise<TellOutcome> {
    const speech = texts.speak(language)
    const words = wordsFor(speech, news)
    const buttons = buttonsFor(speech, news, appUrl)
    const how = buttons.inline_keyboard.length > 0 ? { ...asHtml, reply_markup: buttons } : asHtml
    try {
      const message = await writing.about(personId, () => api.sendMessage(personId, words, how))
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

  async function giveBack(due: RefundDue): Promise<RefundAnswer> {
    const { refundId, rail, payerId, chargeId } = due
    const answer = rail === 'card' ? await askCard(due) : await askBack(payerId, chargeId)
    // The card rail counts its own, by what it is told: not every refund there is asked for here.
    if (rail === 'stars' && answer.kind === 'succeeded') metrics.refunded(chargeId)
    logger.info(
      { refund: refundId, rail, person: payerId, charge: chargeId, answer: answer.kind },
      'refund answered',
    )
    return answer
  }

  async function askCard(due: RefundDue): Promise<RefundAnswer> {
    return card ? await card.giveBack(due) : { kind: 'failed', because: 'refused', detail: NO_CARDS }
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

  /** In Stars the books themselves ask for the end of what was given back (`changeRenewal`). */
  async function endRenewal(due: RefundDue): Promise<void> {
    if (due.rail !== 'card') return
    // Stripe goes on charging, whether or not we can reach it: it stays owed.
    if (!card) throw new Error(NO_WAY_TO_END)
    await card.endRenewal(due)
  }

  return { tell, giveBack, endRenewal, changeRenewal: createRenewalDuty(dependencies) }
}

const NO_CARDS =
  'nothing, for STRIPE_SECRET_KEY is not set. Set it to the key this payment was taken with, start again, and send the refund again'

const NO_WAY_TO_END =
  'STRIPE_SECRET_KEY is not set, so a subscription that was given back may go on. Set it to the key this payment was taken with, and start again'

/** Why nobody is there to read it, if that is what Telegram says; trying again would change nothing (cases 40, 41). */
function whyUnreachable(error: unknown): UnreachableBecause | null {
  if (!(error instanceof GrammyError)) return null
  const { error_code, description } = error
  if (error_code === 400) return description.includes('chat not found') ? 'never_started' : null
  if (error_code !== 403) return null
  if (description.includes('deactivated')) return 'deactivated'
  return description.includes("can't initiate conversation") ? 'never_started' : 'blocked'
}
