import { fastifyRateLimit } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './frame.ts'
import { problem } from './problem.ts'

const A_MINUTE = { max: 10, timeWindow: 60_000 }

/**
 * A hook that refuses an address its eleventh exchange within a minute, before the body is read. One IPv6 network (/64)
 * counts as one address: nobody has fewer. Each process counts for itself.
 */
export async function limitExchanges(
  app: App,
  onRefused: () => void,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<void>> {
  await app.register(fastifyRateLimit, { global: false })
  const count = app.createRateLimit(A_MINUTE)
  return async (request, reply) => {
    const use = await count(request)
    if (use.isAllowed || !use.isExceeded) return
    onRefused()
    const seconds = use.ttlInSeconds
    reply.header('retry-after', seconds)
    const detail = `Too many attempts from this address. Try again in ${seconds} s.`
    await reply.send(problem(reply, { status: 429, kind: 'too-many', detail }))
  }
}
