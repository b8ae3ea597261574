import { fastifyRateLimit } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from './address.ts'
import type { App } from './frame.ts'
import { tooMany } from './too-many.ts'

const WINDOW_SECONDS = 60

/** How often somebody may ask. */
export interface Policy {
  /** What the headers call it: lower case and dashes. */
  name: string
  perMinute: number
  /** Whose uses are counted together. */
  by: (request: FastifyRequest) => string | number
  /** What whoever is refused reads; when to try again is added. */
  detail?: string
  /** Learns of each request that is refused, before it is answered. */
  onRefused?: (request: FastifyRequest) => Promise<void>
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

export interface Limit {
  /** Counts the request; one too many is answered with 429. */
  onRequest: Hook
  /** Counts one; where it is one too many, it is answered with 429, and this is true. */
  refuses(request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  /** Counts one, and answers nothing. */
  count(request: FastifyRequest): Promise<void>
  /** How many are left now; counts nothing. */
  left(request: FastifyRequest): Promise<number>
}

/** What routes are made of that nobody signs in for. */
export interface Open {
  /** Lets in an address as often as it may ask. */
  onRequest: Hook
}

/** Of anybody, where nobody signs: by their address, where many may live. */
const ASKS_A_MINUTE = 300

/** Makes `createLimit` possible in this app; once, before its routes. */
export function useLimits(app: App): void {
  app.register(fastifyRateLimit, { global: false })
}

/**
 * A limit that says how much of it is left, in `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers),
 * and answers 429 to what is too much within a minute. Each process counts for itself, by the machine's clock.
 */
export function createLimit(app: App, { name, perMinute, by, ...refusal }: Policy): Limit {
  const { detail = 'Too many requests.', onRefused } = refusal
  const use = app.createRateLimit({ max: perMinute, timeWindow: WINDOW_SECONDS * 1000, keyGenerator: by })
  const policy = `"${name}";q=${perMinute};w=${WINDOW_SECONDS}`

  async function refuses(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const used = await use(request)
    if (used.isAllowed) return false
    const { remaining, ttlInSeconds: seconds, isExceeded } = used
    say(reply, 'ratelimit-policy', policy)
    say(reply, 'ratelimit', `"${name}";r=${remaining};t=${seconds}`)
    if (!isExceeded) return false
    await onRefused?.(request)
    await reply.send(tooMany(reply, seconds, `${detail} Try again in ${seconds} s.`))
    return true
  }

  return {
    refuses,
    async onRequest(request, reply) {
      await refuses(request, reply)
    },
    async count(request) {
      await use(request)
    },
    async left(request) {
      const used = await use(request, { increment: false })
      return used.isAllowed ? perMinute : used.remaining
    },
  }
}

/** For the routes together that are open to anybody; by another name for those that no others may use up. */
export function limitPublic(app: App, name: 'public' | 'key-set' | 'return' = 'public'): Open {
  const { onRequest } = createLimit(app, { name, perMinute: ASKS_A_MINUTE, by: addressOf })
  return { onRequest }
}

/** Lets in whoever `guard` does, as often as `limit` does. */
export function limited(guard: Hook, limit: Limit): Hook {
  return async (request, reply) => {
    await guard(request, reply)
    if (!reply.sent) await limit.onRequest(request, reply)
  }
}

/** Who is under two limits is told both. */
function say(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header)
  reply.header(header, before === undefined ? item : `${before}, ${item}`)
}
