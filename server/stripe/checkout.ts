import { isLate, within } from '../within.ts'
import { obstacleTo } from './obstacle.ts'
import type { CardOffer, CheckoutRequest } from './offer.ts'
import { type PageNeeds, pageFor } from './page.ts'
import { isStripe, report } from './trouble.ts'

/** A person waits for this; what is still under way then is finished, and the next click finds it. */
const LIMIT_MS = 8000
/** Orders that turned out to be of no use any more, one after the other. */
const TRIES = 3

interface CheckoutNeeds extends PageNeeds {
  now: () => Date
}

/**
 * One order and one session for however many clicks, time-outs and replicas (cases 67, 68): the order's id is the
 * idempotency key, and the order of the last minutes is taken again.
 */
export function createCheckout(needs: CheckoutNeeds): (request: CheckoutRequest) => Promise<CardOffer> {
  return async request => {
    try {
      return await within(LIMIT_MS, answered(needs, request))
    } catch (error) {
      if (!isLate(error)) throw error
      needs.logger.warn({ err: error, plan: request.planCode }, 'Stripe took too long to make a page')
      return { kind: 'unavailable' }
    }
  }
}

async function answered(needs: CheckoutNeeds, request: CheckoutRequest): Promise<CardOffer> {
  try {
    return (await refusal(needs, request)) ?? (await page(needs, request))
  } catch (error) {
    if (!isStripe(error)) throw error
    report(needs.logger, error, `no page to pay for the plan ${request.planCode}`)
    return { kind: 'unavailable' }
  }
}

/** What stands in the way before anything is ordered; null: nothing. */
async function refusal(needs: CheckoutNeeds, request: CheckoutRequest): Promise<CardOffer | null> {
  const { billing, prices } = needs
  const plan = (await billing.catalog()).find(({ code }) => code === request.planCode)
  if (!plan?.card) return null
  const renews = await prices.learn(plan)
  if (renews === null) return { kind: 'unavailable' }
  const theirs = await billing.cards.subscriptionsOf(request.personId)
  const obstacle = obstacleTo({ plan, renews, now: needs.now() }, theirs)
  return obstacle?.kind === 'parallel' && request.anyway ? null : obstacle
}

async function page(needs: CheckoutNeeds, request: CheckoutRequest): Promise<CardOffer> {
  const { personId, planCode, language } = request
  for (let tries = 0; tries < TRIES; tries++) {
    const opened = await needs.billing.cards.openCheckout({ personId, planCode })
    if (opened.kind !== 'opened') return opened
    const { id: orderId } = opened.order
    const offered = await pageFor(needs, opened, language)
    if (offered !== 'useless') return offered
    const withdrawn = await needs.billing.cancelOrder({ personId, orderId })
    if (withdrawn.kind === 'paid') return { kind: 'paid', orderId }
  }
  needs.logger.error(
    { person_id: personId, plan: planCode },
    'no order of this person comes to a page at Stripe',
  )
  return { kind: 'unavailable' }
}
