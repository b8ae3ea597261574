import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problem.ts'

/** Another service that may ask, by the SHA-256 of its key in hex; the key itself is never here. */
export interface ApiKey {
  name: string
  sha256: string
}

/** Who asks, for as long as the request lives. */
const CALLERS = new WeakMap<FastifyRequest, string>()

/**
 * A hook that lets in who bears one of `keys`, names them in the log, and answers 401 to anyone else. Routes behind it
 * ask `callerOf` who it is. Two keys of one name are one service that changes its key.
 */
export function requireApiKey(keys: ApiKey[]) {
  const known = keys.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, 'hex') }))
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const key = /^bearer +([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1]
    const hash = createHash('sha256')
      .update(key ?? '')
      .digest()
    // All of them, always: the time it takes tells nothing of which key came close.
    const [caller] = known.filter(candidate => timingSafeEqual(candidate.hash, hash))
    if (key && caller) {
      request.log = request.log.child({ caller: caller.name })
      CALLERS.set(request, caller.name)
      return
    }
    reply.header('www-authenticate', 'Bearer realm="starpass"')
    await reply.send(problem(reply, { status: 401, detail: 'Send an API key: Authorization: Bearer <key>.' }))
  }
}

/** The name of the service this request came from. Only behind `requireApiKey`. */
export function callerOf(request: FastifyRequest): string {
  const caller = CALLERS.get(request)
  if (!caller) throw new Error(`${request.routeOptions.url} asks for no API key`)
  return caller
}
