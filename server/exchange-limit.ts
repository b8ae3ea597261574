import { isIP } from 'node:net'
import { fastifyRateLimit, normalizeIP } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './frame.ts'
import { seldom } from './seldom.ts'
import { tooMany } from './too-many.ts'

const MOST = 10
const LIMIT = { max: MOST, timeWindow: 60_000, keyGenerator: addressOf }
const HOUR_MS = 60 * 60 * 1000

export interface ExchangeLimit {
  /** The hook that counts, before the body is read. */
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Somebody came in by this. */
  succeeded(request: FastifyRequest): Promise<void>
}

/**
 * Refuses an address its eleventh exchange within a minute. One IPv6 network (/64) counts as one address: nobody has
 * fewer. Each process counts for itself.
 */
export async function limitExchanges(
  app: App,
  { onRefused, now }: { onRefused: () => void; now: () => Date },
): Promise<ExchangeLimit> {
  await app.register(fastifyRateLimit, { global: false })
  const attempts = app.createRateLimit(LIMIT)
  const successes = app.createRateLimit(LIMIT)
  const isTimeToSay = seldom(HOUR_MS, now)
  return {
    async onRequest(request, reply) {
      const use = await attempts(request)
      if (use.isAllowed || !use.isExceeded) return
      onRefused()
      const good = await successes(request, { increment: false })
      if (!good.isAllowed && good.remaining < MOST / 2 && isTimeToSay()) sayOneForMany(request)
      const seconds = use.ttlInSeconds
      await reply.send(
        tooMany(reply, seconds, `Too many attempts from this address. Try again in ${seconds} s.`),
      )
    },
    async succeeded(request) {
      await successes(request)
    },
  }
}

/** Who guesses is not let in; an address that mostly is, and too often, is rather many people than one. */
function sayOneForMany(request: FastifyRequest): void {
  request.log.warn(
    'signing in to the Mini App is refused to an address that mostly signed in well, so it is probably not one ' +
      'person’s but that of a CDN or load balancer before the proxy. Let the last proxy replace X-Forwarded-For by ' +
      'the client’s own address: docs/mini-app.md, “Before it”',
  )
}

const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/

/**
 * Whose exchanges are counted together. Some proxies write the port, too, which is another for each connection; what
 * is no address at all counts for whoever passed it on.
 */
function addressOf({ ip = '', socket }: FastifyRequest): string {
  const [, ofSix, ofFour] = WITH_PORT.exec(ip) ?? []
  const address = ofSix ?? ofFour ?? ip
  return normalizeIP(isIP(address) ? address : (socket.remoteAddress ?? ''))
}
