import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends the person to an address outside; in the played browser of the chat page, by way of what plays that. */
export function leave(request: FastifyRequest, reply: FastifyReply, to: string): FastifyReply {
  const isPlayed = request.headers['sec-fetch-dest'] === 'iframe'
  return reply.redirect(isPlayed ? `/stripe/away?to=${encodeURIComponent(to)}` : to, 303)
}
