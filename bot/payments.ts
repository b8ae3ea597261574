import { Composer } from 'grammy'
import type { PreCheckoutQuery } from 'grammy/types'
import type { Logger } from 'pino'
import type { AdmitResult, Billing } from '../db/billing.ts'
import { isTooLate } from './acknowledge.ts'
import type { SpeakingContext } from './context.ts'
import { cut } from './cut.ts'
import type { Metrics } from './metrics.ts'
import { pause } from './pause.ts'
import { profileOf } from './profile.ts'
import { claimOf } from './stars.ts'
import type { Speech, Texts } from './texts.ts'
import type { Till } from './till.ts'
import { trouble } from './trouble.ts'

/** How long the books may take to decide. Telegram waits 10 s, after which the payment fails without a reason. */
const DECIDE_MS = 3_000
/** How long finding out the language of a refusal may take on top. */
const LANGUAGE_MS = 1_000

interface PaymentsDependencies {
  billing: Billing
  texts: Texts
  till: Till
  metrics: Metrics
  logger: Logger
}

/** The part of the stack that handles money: before it waits for anything, and the only part whose errors come out. */
export function payments({
  billing,
  texts,
  till,
  metrics,
  logger,
}: PaymentsDependencies): Composer<SpeakingContext> {
  const composer = new Composer<SpeakingContext>()
  composer.on(['message:successful_payment', 'message:refunded_payment'], ctx => till.book(ctx.update))
  composer.on('pre_checkout_query', ctx => gate(ctx, ctx.preCheckoutQuery))
  composer.on('subscription', ctx => {
    logger.warn(
      { update: ctx.update.update_id, person: ctx.from?.id },
      'subscription changed, but none is sold here',
    )
  })

  async function gate(ctx: SpeakingContext, query: PreCheckoutQuery): Promise<void> {
    const admission = await decide(query)
    const reason = 'reason' in admission ? admission.reason : undefined
    const about = { update: ctx.update.update_id, person: query.from.id, answer: admission.kind, reason }
    try {
      if (admission.kind === 'admitted') await ctx.answerPreCheckoutQuery(true)
      else await ctx.answerPreCheckoutQuery(false, await explain(admission, query))
      metrics.precheck(RESULTS[admission.kind])
      logger.info(about, 'pre-checkout answered')
    } catch (error) {
      // Queries wait up to 150 s in Telegram's queue, the payer only 10 s: to be expected after an outage (case 10).
      if (!isTooLate(error)) throw error
      metrics.precheck('late')
      logger.warn(about, 'pre-checkout answered too late; the order stays payable')
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

  return composer
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
  }
}

/** The answer, or undefined when it takes longer than `ms`; what it says after that is not waited for. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  answer.catch(() => undefined)
  const answered = new AbortController()
  const late = pause(ms, answered.signal).then(() => undefined)
  return Promise.race([answer, late]).finally(() => answered.abort())
}
