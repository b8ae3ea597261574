import { fastifyJwt } from '@fastify/jwt'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Billing, Person } from '../db/billing.ts'
import type { App } from './frame.ts'
import { problem } from './problem.ts'
import type { TokenJson } from './session-contract.ts'

/** What tokens are made of and checked by. */
export interface TokenSettings {
  /** Who gives them out: another Starpass with the same secret does not take ours. */
  publicUrl: string
  sessionSecret: string
  now: () => Date
}

/** Whom a token is for; only the Mini App's is a session. */
const AUDIENCE = 'miniapp'

/** Whoever asks, and by which of their sessions. */
interface Bearer {
  sessionId: string
  person: Person
}

interface Claims {
  /** The session. */
  jti: string
  /** The Telegram id. */
  sub: string
  /** Seconds. */
  exp: number
}

/** Signs and reads tokens in this app from now on; once, before the routes that ask for a session. */
export function useTokens(app: App, { publicUrl, sessionSecret }: TokenSettings): void {
  app.decorateRequest('bearer', null)
  app.register(fastifyJwt, {
    secret: sessionSecret,
    sign: { algorithm: 'HS256', iss: publicUrl, aud: AUDIENCE },
    verify: {
      algorithms: ['HS256'],
      allowedIss: publicUrl,
      allowedAud: AUDIENCE,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'exp'],
      // By our own clock, below.
      ignoreExpiration: true,
    },
  })
}

/** The token of a session until then, for its holder. */
export function tokenFor(
  app: App,
  { id, personId, expiresAt }: { id: string; personId: number; expiresAt: Date },
  now: Date,
): TokenJson {
  const exp = Math.floor(+expiresAt / 1000)
  const iat = Math.floor(+now / 1000)
  const access_token = app.jwt.sign({ sub: String(personId), jti: id, iat, exp })
  return { access_token, token_type: 'bearer', expires_in: exp - iat }
}

/**
 * A hook that lets in who bears the token of a session that is open at this moment, and answers 401 to anyone else,
 * always in the same words. Routes behind it ask `holderOf` who it is.
 */
export function requireSession({ billing, miniApp }: Guards): Guard {
  return guard(async claims =>
    +miniApp.now() < claims.exp * 1000 ? await billing.sessions.holder(claims.jti, Number(claims.sub)) : null,
  )
}

/** The same for renewing it alone: the token may have run out while its page slept. */
export function requireRenewableSession({ billing }: Guards): Guard {
  return guard(claims => billing.sessions.renewer(claims.jti, Number(claims.sub)))
}

interface Guards {
  billing: Billing
  miniApp: Pick<TokenSettings, 'now'>
}

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

function guard(personOf: (claims: Claims) => Promise<Person | null>): Guard {
  return async (request, reply) => {
    const claims = claimsOf(request)
    const person = claims && (await personOf(claims))
    if (!claims || !person) {
      await refuseSession(reply)
      return
    }
    request.log = request.log.child({ person_id: person.id })
    request.setDecorator<Bearer>('bearer', { sessionId: claims.jti, person })
  }
}

/** Answers whoever bears no token, or one of no session that is open: always in the same words. */
export async function refuseSession(reply: FastifyReply): Promise<FastifyReply> {
  reply.header('www-authenticate', 'Bearer realm="starpass"')
  const detail = 'Not signed in, or no longer. Open the app again.'
  return await reply.send(problem(reply, { status: 401, kind: 'session', detail }))
}

/** Whose session this request came with. Only behind `requireSession`. */
export function holderOf(request: FastifyRequest): Person {
  return bearerOf(request).person
}

/** The session this request came with. Only behind `requireSession`. */
export function sessionOf(request: FastifyRequest): string {
  return bearerOf(request).sessionId
}

function bearerOf(request: FastifyRequest): Bearer {
  const bearer = request.getDecorator<Bearer | null>('bearer')
  if (!bearer) throw new Error(`${request.routeOptions.url} asks for no session`)
  return bearer
}

/** What the token says, if it is one of ours, however old. */
function claimsOf(request: FastifyRequest): Claims | null {
  const token = /^bearer +([\w.-]{1,2000})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token) return null
  try {
    const claims = request.server.jwt.verify<Record<keyof Claims, unknown>>(token)
    const { jti, sub, exp } = claims
    if (typeof jti !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') return null
    return { jti, sub, exp }
  } catch {
    // Why it is none of ours is nobody's business, and the token belongs in no log.
    return null
  }
}
