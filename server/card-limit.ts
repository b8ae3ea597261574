import { fastifyRateLimit } from '@fastify/rate-limit'
import type { App } from './frame.ts'
import type { SignedIn } from './mini-app.ts'
import { holderOf } from './session.ts'
import { tooMany } from './too-many.ts'

const LIMIT = { max: 10, timeWindow: 60_000 }

/**
 * Lets in whoever `onRequest` does, and of those nobody an eleventh time within a minute: behind these routes Stripe is
 * asked, which has a limit for all of the shop. Each process counts for itself.
 */
export async function limitAsking(
  app: App,
  onRequest: SignedIn['onRequest'],
): Promise<SignedIn['onRequest']> {
  await app.register(fastifyRateLimit, { global: false })
  const asks = app.createRateLimit({ ...LIMIT, keyGenerator: request => String(holderOf(request).id) })
  return async (request, reply) => {
    await onRequest(request, reply)
    if (reply.sent) return
    const use = await asks(request)
    if (use.isAllowed || !use.isExceeded) return
    const seconds = use.ttlInSeconds
    await reply.send(tooMany(reply, seconds, `Too often within a minute. Try again in ${seconds} seconds.`))
  }
}
