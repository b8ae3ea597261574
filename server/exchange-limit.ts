import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from './address.ts'
import type { App } from './frame.ts'
import { createLimit } from './limit.ts'
import { seldom } from './seldom.ts'

const MOST = 10
const HOUR_MS = 60 * 60 * 1000

export interface ExchangeLimit {
  /** The hook that counts, before the body is read. */
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Somebody came in by this. */
  succeeded(request: FastifyRequest): Promise<void>
}

/** Refuses an address its eleventh exchange within a minute. */
export function limitExchanges(
  app: App,
  { onRefused, now }: { onRefused: () => void; now: () => Date },
): ExchangeLimit {
  const policy = { name: 'sign-in', perMinute: MOST, by: addressOf }
  const successes = createLimit(app, policy)
  const isTimeToSay = seldom(HOUR_MS, now)
  const attempts = createLimit(app, {
    ...policy,
    detail: 'Too many attempts from this address.',
    async onRefused(request) {
      onRefused()
      const good = MOST - (await successes.left(request))
      if (good > MOST / 2 && isTimeToSay()) sayOneForMany(request)
    },
  })
  return { onRequest: attempts.onRequest, succeeded: successes.count }
}

/** Who guesses is not let in; an address that mostly is, and too often, is rather many people than one. */
function sayOneForMany(request: FastifyRequest): void {
  request.log.warn(
    'signing in to the Mini App is refused to an address that mostly signed in well, so it is probably not one ' +
      'person’s but that of a CDN or load balancer before the proxy. Let the last proxy replace X-Forwarded-For by ' +
      'the client’s own address: docs/mini-app.md, “Before it”',
  )
}
