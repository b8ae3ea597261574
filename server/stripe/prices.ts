import type { Stripe } from 'stripe'
import type { PlanTerms } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import { misfits } from './price-fit.ts'
import { isKeyRefused, isStripe, report, type Warn } from './trouble.ts'

/** What Stripe says of the prices that plans name. */
export interface Prices {
  /**
   * Reads all of them, in seconds. `problems`: each thing that must be mended. `unknown`: Stripe has not told all, in
   * its words or ours, and may later; null: it has.
   */
  check(): Promise<{ problems: string[]; unknown: string | null }>
  /** Whether the plan renews by itself when it is bought by card; null: not known yet, or its price does not fit. */
  renews(plan: PlanTerms): boolean | null
  /** The same, and waits for Stripe where it has not told yet. */
  learn(plan: PlanTerms): Promise<boolean | null>
}

/** What it has not told is asked for again when somebody wants to know it, and not more often than this. */
const AGAIN_MS = 10_000

type Answer = Stripe.Price | 'missing'
type Refusal = Stripe.errors.StripeError | null

/** A price never changes at Stripe, except that it can be archived; so each is read once. */
export function watchPrices(of: {
  stripe: Stripe
  plans: PlanTerms[]
  logger: Warn
  now: () => Date
}): Prices {
  const { stripe, plans, logger, now } = of
  const answers = new Map<string, Answer>()
  const asked = new Map<string, { at: Date; refusal: Promise<Refusal> }>()

  /** `ended` is told of an answer that was asked for now, and not a moment ago. */
  function read(id: string, ended?: (refusal: Refusal) => void): Promise<Refusal> {
    const before = asked.get(id)
    if (before && +now() - +before.at < AGAIN_MS) return before.refusal
    const refusal = ask(id).then(told => {
      ended?.(told)
      return told
    })
    asked.set(id, { at: now(), refusal })
    return refusal
  }

  async function ask(id: string): Promise<Refusal> {
    try {
      answers.set(id, await stripe.prices.retrieve(id, {}, PROMPT))
      return null
    } catch (error) {
      if (!isStripe(error)) throw error
      if (error.code !== 'resource_missing') return error
      answers.set(id, 'missing')
      return null
    }
  }

  /** What is wrong with a price that Stripe has told of, for each plan that names it. */
  function problemsOf(id: string): string[] {
    const answer = answers.get(id)
    return answer ? plans.filter(({ card }) => card?.price === id).flatMap(plan => misfits(plan, answer)) : []
  }

  function renews(plan: PlanTerms): boolean | null {
    if (!plan.card) return null
    const answer = answers.get(plan.card.price)
    if (!answer) learn(plan).catch(error => logger.error({ err: error }, 'a price could not be read'))
    if (!answer || answer === 'missing' || misfits(plan, answer).length > 0) return null
    return answer.type === 'recurring'
  }

  async function learn(plan: PlanTerms): Promise<boolean | null> {
    if (!plan.card) return null
    const { price } = plan.card
    if (!answers.has(price)) await read(price, refusal => explain(plan, price, refusal))
    return answers.has(price) ? renews(plan) : null
  }

  /** What would have stopped the start is found too late for that: it is not sold, and the log says why. */
  function explain(plan: PlanTerms, price: string, refusal: Refusal): void {
    if (refusal) report(logger, refusal, `the price of the plan ${plan.code} is not known: not sold by card`)
    const answer = answers.get(price)
    if (answer)
      for (const problem of misfits(plan, answer)) logger.error({ price }, `Not sold by card: ${problem}`)
  }

  async function check() {
    const ids = [...new Set(plans.flatMap(({ card }) => (card ? [card.price] : [])))]
    const refusals = (await Promise.all(ids.map(id => read(id)))).filter(refusal => refusal !== null)
    const key = refusals.find(isKeyRefused)
    const problems = ids.flatMap(problemsOf)
    if (key) problems.push(`STRIPE_SECRET_KEY: Stripe says "${key.message}". Set a key that may read prices.`)
    const silent = refusals.find(refusal => !isKeyRefused(refusal))
    if (silent)
      report(logger, silent, 'not all prices are known; those plans are not sold by card until they are')
    return { problems, unknown: silent?.message ?? null }
  }

  return { check, renews, learn }
}
