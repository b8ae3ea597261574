import type { PreCheckoutQuery } from 'grammy/types'
import type { Logger } from 'pino'
import type { AdmitResult, Billing } from '../db/billing.ts'
import { answerInTime } from './answer-in-time.ts'
import type { SpeakingContext } from './context.ts'
import { cut } from './cut.ts'
import type { Metrics } from './metrics.ts'
import { profileOf } from './profile.ts'
import { claimOf } from './stars.ts'
import type { Speech, Texts } from './texts.ts'
import { trouble } from './trouble.ts'
import { within } from './within.ts'

/** How long the books may take to decide. Telegram waits 10 s, after which the payment fails without a reason. */
const DECIDE_MS = 3_000
/** How long finding out the language of a refusal may take on top. */
const LANGUAGE_MS = 1_000

export interface GateDependencies {
  billing: Billing
  texts: Texts
  metrics: Metrics
  logger: Logger
}

/**
 * Answers pre-checkout queries: yes only when the books say so in time, else no with the reason, in the person's
 * language. Whatever fails, it answers, and it never throws: a query that comes again has nobody waiting for it.
 */
export function createGate({ billing, texts, metrics, logger }: GateDependencies) {
  return async (ctx: SpeakingContext, query: PreCheckoutQuery): Promise<void> => {
    const receivedAt = performance.now()
    const admission = await decide(query)
    const refusal = admission.kind === 'admitted' ? undefined : await explain(admission, query)
    const outcome = await answerInTime({
      receivedAt,
      ask: signal => ctx.answerPreCheckoutQuery(refusal === undefined, refusal ?? {}, signal),
    })

    const reason = 'reason' in admission ? admission.reason : undefined
    const about = { update: ctx.update.update_id, person: query.from.id, answer: admission.kind, reason }
    switch (outcome.kind) {
      case 'answered':
        metrics.precheck(RESULTS[admission.kind])
        return logger.info(about, 'pre-checkout answered')
      case 'too_late':
        metrics.precheck('late')
        return logger.warn(about, 'pre-checkout answered too late; the order stays payable')
      case 'unanswered':
        metrics.precheck('unanswered')
        return logger.error(
          { ...about, ...trouble(outcome.error) },
          'pre-checkout not answered; the order stays payable',
        )
    }
  }

  async function decide(query: PreCheckoutQuery): Promise<AdmitResult | { kind: 'undecided' }> {
    try {
      return (await within(DECIDE_MS, billing.admit(claimOf(query)))) ?? { kind: 'undecided' }
    } catch (error) {
      logger.error({ person: query.from.id, ...trouble(error) }, 'pre-checkout could not be decided')
      return { kind: 'undecided' }
    }
  }

  async function explain(refusal: Refusal, query: PreCheckoutQuery): Promise<string> {
    const speech =
      refusal.kind === 'undecided' ? texts.speak(query.from.language_code) : await speechFor(query)
    return cut(wordsFor(refusal, speech), 255)
  }

  /** In the language they chose, if the books say in time which. */
  async function speechFor(query: PreCheckoutQuery): Promise<Speech> {
    const person = await within(LANGUAGE_MS, billing.meet(profileOf(query.from))).catch(() => undefined)
    return texts.speak(person?.language ?? query.from.language_code)
  }
}

const RESULTS = { admitted: 'ok', refused: 'rejected', undecided: 'unavailable' } as const

type Refusal = Exclude<AdmitResult, { kind: 'admitted' }> | { kind: 'undecided' }

function wordsFor(refusal: Refusal, { plain }: Speech): string {
  if (refusal.kind === 'undecided') return plain('precheck-try-later')
  switch (refusal.reason) {
    case 'unknown_order':
      return plain('precheck-unknown')
    case 'foreign':
      return plain('precheck-foreign')
    case 'canceled':
      return plain('precheck-canceled', { plan: refusal.order.plan.code })
    case 'expired':
      return plain('precheck-expired', { plan: refusal.order.plan.code })
    case 'price_differs':
      return plain('precheck-price', { plan: refusal.order.plan.code })
    case 'retired':
      return plain('precheck-retired')
    case 'owned_forever':
      return plain('precheck-owned')
    case 'subscribed':
      return plain('precheck-subscribed')
  }
}
