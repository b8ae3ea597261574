import type { Registry } from 'prom-client'
import Type from 'typebox'
import type { Billing } from '../db/billing.ts'
import { ProblemJson, SessionJson } from './contract.ts'
import { type ExchangeSettings, exchangeRoute } from './exchange.ts'
import type { App } from './frame.ts'
import { limited } from './limit.ts'
import type { SignedIn } from './mini-app.ts'
import { holderOf, refuseSession, requireRenewableSession, sessionOf, tokenFor } from './session.ts'
import { TokenJson } from './session-contract.ts'

interface SessionDependencies extends Pick<SignedIn, 'onRequest' | 'limit'> {
  billing: Billing
  registry: Registry
  miniApp: ExchangeSettings
}

const REFUSED = { 401: ProblemJson, '5xx': ProblemJson }
const SESSION = { tags: ['session'], security: [{ session: [] }] }
const GONE = { ...SESSION, response: { 204: Type.Null(), ...REFUSED } }

/** Signing in, staying in, and signing out: here, or everywhere. */
export function sessionRoutes(app: App, dependencies: SessionDependencies): void {
  const { billing, miniApp, onRequest, limit } = dependencies
  exchangeRoute(app, dependencies)

  const renew = {
    schema: {
      ...{ operationId: 'renewSession', summary: 'Another token of the same session', ...SESSION },
      description: 'The token may have run out, while its session has not.',
      response: { 200: TokenJson, ...REFUSED },
    },
    onRequest: limited(requireRenewableSession(dependencies), limit),
  }
  app.post('/api/v1/miniapp/renew', renew, async (request, reply) => {
    const [sessionId, personId] = [sessionOf(request), holderOf(request).id]
    const renewed = await billing.sessions.renew(sessionId, personId, miniApp.sessionTtlSeconds)
    if (renewed.kind === 'ended') return await refuseSession(reply)
    return tokenFor(app, { id: sessionId, personId, expiresAt: renewed.expiresAt }, miniApp.now())
  })

  const logOut = { operationId: 'logOut', summary: 'Ends this session', ...GONE }
  app.post('/api/v1/miniapp/logout', { schema: logOut, onRequest }, async (request, reply) => {
    await billing.sessions.end(sessionOf(request), holderOf(request).id)
    return await reply.code(204).send(null)
  })

  const everywhere = { operationId: 'logOutEverywhere', summary: 'Ends all their sessions', ...GONE }
  app.post('/api/v1/miniapp/logout-everywhere', { schema: everywhere, onRequest }, async (request, reply) => {
    const count = await billing.sessions.endAll(holderOf(request).id, { kind: 'person' })
    request.log.info({ count }, 'signed out everywhere')
    return await reply.code(204).send(null)
  })

  const list = {
    ...{ operationId: 'listSessions', summary: 'Where they are signed in', ...SESSION },
    response: { 200: Type.Array(SessionJson), ...REFUSED },
  }
  app.get('/api/v1/me/sessions', { schema: list, onRequest }, async request => {
    const open = await billing.sessions.list(holderOf(request).id)
    return open.map(({ id, begunAt, seenAt }) => ({
      id,
      begun_at: begunAt.toISOString(),
      seen_at: seenAt.toISOString(),
      current: id === sessionOf(request),
    }))
  })
}
