import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import type { Billing } from './db/billing.ts'
import type { PlanTerms } from './db/plan.ts'
import type { AppDependencies } from './server/app.ts'
import { createReader, type Reader } from './server/stripe/bring.ts'
import { createStripe, isLive } from './server/stripe/client.ts'
import { type Prices, watchPrices } from './server/stripe/prices.ts'
import { type CardRail, createCardRail } from './server/stripe/rail.ts'
import type { Warn } from './server/stripe/trouble.ts'

/** A start that must not be: what is to be mended, each with its remedy. */
export class Unfit extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join(' '))
    this.name = 'Unfit'
    this.problems = problems
  }
}

/** Stripe as this process reaches it. */
export interface Door extends ReturnType<typeof createStripe> {
  prices: Prices
  access: { publicUrl: string; webhookSecrets: string[]; livemode: boolean }
}

/** The way to Stripe; nothing is asked yet. null: the card rail is off. */
export function reachStripe(start: {
  config: Config
  plans: PlanTerms[]
  logger: Warn
  now: () => Date
}): Door | null {
  const { plans, logger, now } = start
  const { stripe: settings, http } = start.config
  if (!settings || !http) return null
  const { stripe, health } = createStripe(settings)
  const { webhookSecrets } = settings
  const access = { publicUrl: http.publicUrl, webhookSecrets, livemode: isLive(settings) }
  return { stripe, health, prices: watchPrices({ stripe, plans, logger, now }), access }
}

/** The plans as they can be sold here: without `STRIPE_SECRET_KEY`, nothing is sold by card. */
export function sellable(start: { config: Config; plans: PlanTerms[]; logger: Logger }): PlanTerms[] {
  const { config, plans, logger } = start
  const byCard = plans.filter(({ card }) => card).map(({ code }) => code)
  if (config.stripe || byCard.length === 0) return plans
  logger.warn({ plans: byCard }, 'not sold by card: STRIPE_SECRET_KEY is not set')
  return plans.map(plan => ({ ...plan, card: null }))
}

/**
 * Stripe, once every plan was held against its price there; null: the card rail is off. Rejects with `Unfit` and every
 * difference at once. Stripe that does not answer stops nothing: what it has not told is not sold by card until it has.
 */
export async function openDoor(start: {
  config: Config
  plans: PlanTerms[]
  logger: Logger
  now: () => Date
}): Promise<Door | null> {
  const door = reachStripe(start)
  const problems = door ? (await door.prices.check()).problems : []
  if (problems.length > 0) throw new Unfit(problems)
  return door
}

/** What of the card rail this process uses. */
export interface CardParts {
  card: CardRail & Pick<Reader, 'reconcile'>
  reader: Reader
  stripeWebhook: NonNullable<AppDependencies['stripeWebhook']>
}

export function cardParts(
  { stripe, health, prices, access }: Door,
  common: { billing: Billing; registry: Registry; logger: Logger; now: () => Date },
): CardParts {
  const { publicUrl, webhookSecrets: secrets, livemode } = access
  const reader = createReader({ ...common, stripe, livemode })
  const { reconcile } = reader
  return {
    card: { ...createCardRail({ ...common, stripe, health, prices, livemode, publicUrl }), reconcile },
    reader,
    stripeWebhook: { secrets, livemode, now: common.now },
  }
}
