import { type FastifyHelmetOptions, fastifyHelmet } from '@fastify/helmet'
import { fastify } from 'fastify'

/** What asks browsers for caution; `policy`: a Content-Security-Policy, by its directives. */
export interface Caution {
  policy: Record<string, string[]>
  openerPolicy?: 'same-origin' | 'same-origin-allow-popups'
  resourcePolicy?: 'same-origin' | 'cross-origin'
}

/**
 * Helmet's headers for this. It would make them anew for each answer, at the cost of an eighth of a small one; they are
 * always the same, so it is asked once. What decides who may frame a page is `frame-ancestors` alone: X-Frame-Options
 * knows no list, and Telegram frames the app. Strict-Transport-Security is of whoever has the certificate, and of every
 * port of the host.
 */
export async function cautionHeaders(caution: Caution): Promise<Headers> {
  const key = JSON.stringify(caution)
  const known = KNOWN.get(key) ?? askHelmet(caution)
  KNOWN.set(key, known)
  return await known
}

type Headers = Record<string, string>

const KNOWN = new Map<string, Promise<Headers>>()

async function askHelmet(caution: Caution): Promise<Headers> {
  const app = fastify()
  await app.register(fastifyHelmet, optionsFor(caution))
  let said: Record<string, unknown> = {}
  app.get('/', async (_request, reply) => {
    said = { ...reply.raw.getHeaders() }
    return null
  })
  await app.inject('/')
  await app.close()
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)]))
}

function optionsFor({ policy, openerPolicy, resourcePolicy }: Caution): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    crossOriginOpenerPolicy: openerPolicy ? { policy: openerPolicy } : false,
    crossOriginResourcePolicy: resourcePolicy ? { policy: resourcePolicy } : false,
    strictTransportSecurity: false,
    xFrameOptions: false,
    // Of browsers that are no more.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  }
}
