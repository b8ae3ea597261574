import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Stripe } from 'stripe'
import Type from 'typebox'
import type { Billing } from '../../db/billing.ts'
import { ProblemJson } from '../contract.ts'
import type { App } from '../frame.ts'
import { problem } from '../problem.ts'
import { within } from '../within.ts'
import { type Sealed, type Unsealed, unseal } from './signature.ts'
import { subjectOf } from './subject.ts'
import { webhookMetrics } from './webhook-metrics.ts'

/** Events hold one object each; a long invoice is some 100 KB. */
const BODY_LIMIT_BYTES = 1024 * 1024

/** Stripe finalises no invoice for up to three days while `invoice.created` is not acknowledged (case 80). */
const PROMPT_MS = 2000

export interface StripeWebhook {
  billing: Billing
  /** Every signing secret in rotation, at least one. */
  secrets: string[]
  /** Whether this shop's money is real: events of the other mode are kept and not worked (case 79). */
  livemode: boolean
  registry: Registry
  now: () => Date
}

/**
 * `POST /api/v1/stripe/webhook`: where Stripe brings events. Signed, fresh ones are kept, once each, and answered 200;
 * what follows from them is worked out later. 5xx only where one could not be kept, so that it is sent again.
 */
export function stripeWebhookRoute(app: App, webhook: StripeWebhook): void {
  const metrics = webhookMetrics(webhook.registry)
  const unknown = new Set<string>()
  const schema = {
    ...{ operationId: 'takeStripeEvent', summary: 'Where Stripe brings events' },
    ...{ tags: ['webhooks'], security: [{ stripe: [] }] },
    response: {
      200: Type.Object({ received: Type.Literal(true) }),
      '4xx': ProblemJson,
      '5xx': ProblemJson,
    },
  }
  // A scope of its own: only here is a body what it was on the wire, and any type of it.
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(
      '/api/v1/stripe/webhook',
      { schema, bodyLimit: BODY_LIMIT_BYTES, onRequest: requireSignature },
      async (request, reply) => {
        const opened = unseal(sealedIn(request, webhook))
        if (opened.kind !== 'event') return await reply.send(refuse(reply, opened))
        const { event } = opened
        request.log = request.log.child({ event_id: event.id, event_type: event.type })
        await take(event, request)
        return { received: true } as const
      },
    )
  })

  /** Whoever sends no signature at all is refused before a byte of the body is read. */
  async function requireSignature(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (typeof request.headers['stripe-signature'] === 'string') return
    // What they still send is nobody's: the connection ends with the answer.
    reply.header('connection', 'close')
    await reply.send(refuse(reply, { kind: 'forged' }))
  }

  function refuse(reply: FastifyReply, { kind }: Exclude<Unsealed, { kind: 'event' }>) {
    if (kind === 'forged') metrics.forged()
    if (kind === 'stale') metrics.replayed()
    if (kind !== 'forged') reply.request.log.warn({ webhook: kind }, REFUSALS[kind])
    return problem(reply, { status: 400, kind: `webhook-${kind}`, detail: REFUSALS[kind] })
  }

  async function take(event: Stripe.Event, request: FastifyRequest): Promise<void> {
    if (event.type !== 'invoice.created') return await keep(event, request)
    try {
      await within(PROMPT_MS, keep(event, request))
    } catch (error) {
      request.log.warn(
        { err: error },
        'invoice.created is acknowledged and not kept: nothing follows from it',
      )
    }
  }

  async function keep(event: Stripe.Event, { log }: FastifyRequest): Promise<void> {
    const { id, type, livemode } = event
    const isOurs = livemode === webhook.livemode
    const named = subjectOf(event)
    if (named === 'unknown' && !unknown.has(type)) {
      unknown.add(type)
      log.info('an event of a type that nothing follows from; it need not be subscribed to')
    }
    const { subject, key } = isOurs && typeof named === 'object' ? named : { subject: null, key: id }
    const { cards } = webhook.billing
    const ofOtherMode = !isOurs
    const kept = await cards.keepEvent({ id, type, subject, key, ofOtherMode, payload: event })
    if (kept === 'repeated') metrics.replayed()
    if (!isOurs) await reportMode(webhook, event)
  }
}

const REFUSALS = {
  forged: 'The signature is not one of Stripe for this address, or the body is not what was signed.',
  stale: 'It was signed at another time than now. Check the clocks if this goes on.',
  unfit: 'This is no snapshot event. Set the payload style of the event destination to snapshot.',
}

function sealedIn({ body, headers }: FastifyRequest, { secrets, now }: StripeWebhook): Sealed {
  const signature = headers['stripe-signature']
  return {
    raw: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    header: typeof signature === 'string' ? signature : undefined,
    secrets,
    now: now(),
  }
}

/** Once a day: whoever mixed up the modes sends every event to the wrong place. */
async function reportMode({ billing, livemode, now }: StripeWebhook, { id }: Stripe.Event): Promise<void> {
  await billing.cards.raise({
    occasion: `mode ${now().toISOString().slice(0, 10)}`,
    kind: 'wrong_mode',
    id,
    detail: livemode ? 'a test event came to the live shop' : 'a live event came to the test shop',
  })
}
