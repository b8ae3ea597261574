import { isIP } from 'node:net'
import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/

/**
 * Whose requests are counted together, of those that nobody signed. Some proxies write the port, too, which is another
 * for each connection; what is no address at all counts for whoever passed it on. One IPv6 network (/64) is one address:
 * nobody has fewer.
 */
export function addressOf({ ip = '', socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const [, ofSix, ofFour] = WITH_PORT.exec(ip) ?? []
  const address = ofSix ?? ofFour ?? ip
  return normalizeIP(isIP(address) ? address : (socket.remoteAddress ?? ''))
}
