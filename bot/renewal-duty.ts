import type { Api } from 'grammy'
import type { Logger } from 'pino'
import type { Duties, RenewalAnswer, RenewalDue } from '../db/billing.ts'
import type { BotCard } from './dependencies.ts'
import { isRefused } from './refused.ts'
import { createRestraint } from './restraint.ts'
import { harmless } from './trouble.ts'

interface RenewalDutyDependencies {
  /** A line without patience, as of all duties (`notices.ts`). */
  api: Api
  logger: Logger
  now: () => Date
  card: BotCard | null
}

/** How providers are asked to stop what renews, or to let it be turned on again. */
export function createRenewalDuty(dependencies: RenewalDutyDependencies): Duties['changeRenewal'] {
  const { api, logger, now, card } = dependencies
  const asking = createRestraint(now)

  async function askCard(due: RenewalDue): Promise<RenewalAnswer> {
    // Stripe goes on charging, whether or not we can reach it: it stays owed.
    if (!card) throw new Error(NO_WAY_TO_STOP)
    return await card.changeRenewal(due)
  }

  /** The subscription is named by the charge it began with; by another Telegram does not know it (case 29). */
  async function askTelegram({ personId, providerId, wish }: RenewalDue): Promise<RenewalAnswer> {
    try {
      await asking.about(personId, () => api.editUserStarSubscription(personId, providerId, wish === 'stop'))
      return { kind: 'done' }
    } catch (error) {
      if (!isRefused(error)) throw harmless(error)
      if (wish === 'stop' && error.description === OVER) return { kind: 'done' }
      return { kind: 'refused', detail: error.description }
    }
  }

  return async due => {
    const answer = due.rail === 'card' ? await askCard(due) : await askTelegram(due)
    const { requestId: request, rail, wish, personId: person, providerId: subscription } = due
    logger.info({ request, rail, wish, person, subscription, answer: answer.kind }, 'renewal answered')
    return answer
  }
}

/** What Telegram is taken to say of one that is over: as good as stopped. In other words it is a no, and shown to people. */
const OVER = 'Bad Request: SUBSCRIPTION_NOT_ACTIVE'

const NO_WAY_TO_STOP =
  'STRIPE_SECRET_KEY is not set, so a subscription by card that was to be stopped goes on. Set it to the key it was begun with, and start again'
