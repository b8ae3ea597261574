import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { Subscription } from '../db/billing.ts'
import { RenewalChangedJson, SubscriptionChoiceJson } from './billing-contract.ts'
import { unavailable } from './checkout-route.ts'
import { ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { BillingRoutes } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn } from './text.ts'

const ANSWERS = {
  200: RenewalChangedJson,
  401: ProblemJson,
  409: ProblemJson,
  422: ProblemJson,
  429: ProblemJson,
  '5xx': ProblemJson,
}

const CHOICE_IF_ANY = Type.Unsafe<SubscriptionChoiceJson | null>({
  ...SubscriptionChoiceJson,
  type: ['object', 'null'],
})

/**
 * `POST /api/v1/billing/subscription/cancel`: in Stars it renews no more from now on; by card, Stripe's page at the step
 * that ends the renewal. Access stays to the end of what is paid.
 * `POST /api/v1/billing/subscription/allow`: takes back a stop of ours; they themselves turn it on, in Telegram.
 */
export function renewalRoutes(app: App, { billing, card, miniApp, onRequest, counted }: BillingRoutes): void {
  const shared = {
    ...{ tags: ['billing'], security: [{ session: [] }] },
    ...{ body: CHOICE_IF_ANY, response: ANSWERS },
  }
  const cancel = {
    ...{
      operationId: 'cancelRenewal',
      summary: 'It renews no more; access stays to the end of what is paid',
    },
    ...shared,
  }
  app.post('/api/v1/billing/subscription/cancel', { schema: cancel, onRequest }, async (request, reply) => {
    const { id: personId } = holderOf(request)
    const chosen = chosenBy(request.body, await billing.cards.subscriptionsOf(personId))
    // One that was stopped a moment ago, in another place, is stopped all the same.
    const meant = chosen.find(isRenewing) ?? chosen.find(({ stoppedByUs }) => stoppedByUs)
    if (!meant) return conflict(reply, NOTHING_TO_CANCEL)
    if (meant.rail === 'stars') {
      const reason = 'stopped in the app'
      const stopped = await billing.renewals.stop({
        ...{ personId, subscriptionId: meant.id, askedBy: personId, reason },
        // With the button that lets them turn it on again.
        tell: true,
      })
      if (stopped.kind === 'nothing_to_stop') return conflict(reply, NOTHING_TO_CANCEL)
      request.log.info({ subscription: meant.id, result: stopped.kind }, 'renewal stopped in the app')
      return { url: null }
    }

    const language = answerIn(reply, miniApp.languages)
    const offer = card
      ? await card.cancel({ personId, language, subscriptionId: meant.id })
      : ({ kind: 'nothing_to_cancel' } as const)
    if (offer.kind === 'unavailable') return unavailable(reply)
    if (offer.kind !== 'opened') return conflict(reply, NOTHING_TO_CANCEL)
    counted.portalOpened()
    return { url: offer.url }
  })

  const allow = {
    ...{ operationId: 'allowRenewal', summary: 'Takes back that a renewal was stopped here' },
    ...shared,
  }
  app.post('/api/v1/billing/subscription/allow', { schema: allow, onRequest }, async (request, reply) => {
    const { id: personId } = holderOf(request)
    const chosen = chosenBy(request.body, await billing.cards.subscriptionsOf(personId))
    const stopped = chosen.find(({ renews, stoppedByUs }) => stoppedByUs && !renews)
    const allowed = stopped && (await billing.renewals.allow({ personId, subscriptionId: stopped.id }))
    if (allowed?.kind !== 'allowed') return conflict(reply, NOTHING_TO_ALLOW)
    request.log.info({ subscription: allowed.subscription.id }, 'renewal allowed again in the app')
    return { url: null }
  })
}

/** All that may be meant: theirs, and where they named one, that one. */
function chosenBy(body: SubscriptionChoiceJson | null, theirs: Subscription[]): Subscription[] {
  const named = body?.subscription_id ?? null
  return named === null ? theirs : theirs.filter(({ id }) => id === named)
}

function isRenewing({ renews, cancelAt }: Subscription): boolean {
  return renews && cancelAt === null
}

const NOTHING_TO_CANCEL = { kind: 'nothing-to-cancel', detail: 'Nothing of theirs renews that is meant.' }
const NOTHING_TO_ALLOW = { kind: 'nothing-to-allow', detail: 'We do not stand in the way of a renewal.' }

function conflict(reply: FastifyReply, why: { kind: string; detail: string }) {
  return reply.code(409).send(problem(reply, { status: 409, ...why }))
}
