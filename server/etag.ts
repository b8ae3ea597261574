import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * A route's `onSend` that makes asking again cheap: its 200 bears a strong ETag of its very bytes, or the one that the
 * route has set, and who has that already gets a 304 without them. Kept by whoever asked, and asked for anew each time.
 */
export async function tagged<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: T,
): Promise<T | Readable | null> {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
  const tag = reply.getHeader('etag') ?? tagOf(payload)
  reply.header('etag', tag)
  if (reply.getHeader('cache-control') === 'no-store')
    reply.headers({ 'cache-control': 'private, no-cache', vary: 'Accept, Authorization' })
  if (!isKnown(request, String(tag))) return payload
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  // Fastify's own HEAD goes on to measure what comes from here, which null does not bear; a 304 has no length to tell.
  return request.method === 'HEAD' ? Readable.from([]) : null
}

/** Names this content and no other: a strong ETag. */
export function tagOf(content: string): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`
}

/** Whether whoever asks has what `tag` names (RFC 9110 13.1.2: compared weakly, `*` is whatever there is). */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map(one => weaklyRead(one.trim()))
  return known.includes('*') || known.includes(weaklyRead(tag))
}

function weaklyRead(tag: string): string {
  return tag.replace(/^W\//, '')
}
