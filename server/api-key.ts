import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problem.ts'

/** Another service that may ask, by the SHA-256 of its key in hex; the key itself is never here. */
export interface ApiKey {
  name: string
  sha256: string
}

/** A hook that lets in who bears one of `keys`, names them in the log, and answers 401 to anyone else. */
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
      return
    }
    reply.header('www-authenticate', 'Bearer realm="starpass"')
    await reply.send(problem(reply, { status: 401, detail: 'Send an API key: Authorization: Bearer <key>.' }))
  }
}
