import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyTypeProvider,
  fastify,
  LogController,
  type RawServerDefault,
} from 'fastify'
import type { Static, TSchema } from 'typebox'
import { answerBrokenClient } from './broken-client.ts'
import { cautionHeaders } from './caution.ts'
import { addRoutes } from './methods.ts'
import { answerError, answerUnknown } from './problem.ts'

const BODY_LIMIT_BYTES = 64 * 1024
const TIME_LIMIT_MS = 10_000

/** Reads the types of a route from its schemas. */
interface Schemas extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  Schemas
>

/**
 * What every HTTP face here stands in: limits, an id for each request, problem+json for whatever goes wrong, one
 * line in the log for each request, headers that ask browsers for caution. It never listens. `routes` come after all
 * that `prepare` registers has been loaded.
 */
export function createFrame(
  logger: FastifyBaseLogger,
  routes: (app: App) => void,
  { prepare }: { prepare?: (app: App) => void } = {},
): App {
  // Of every answer that says nothing else; whole once the app is ready.
  const shared: Record<string, string> = { 'cache-control': 'no-store' }
  const app: App = fastify({
    loggerInstance: logger,
    // Fastify's own lines hold the whole address, and an address may hold a secret.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    // Whoever stands before us on this machine or in this private network says for whom; strangers do not.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    requestTimeout: TIME_LIMIT_MS,
    // How often that is looked after; by itself, every half minute.
    http: { connectionsCheckingInterval: TIME_LIMIT_MS / 10 },
    handlerTimeout: TIME_LIMIT_MS,
    // A request on an open connection is in flight: it is answered, not turned away.
    return503OnClosing: false,
    ajv: {
      customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false },
    },
    frameworkErrors: (error, request, reply) => answerUnrouted(error, request, reply, shared),
    clientErrorHandler: answerBrokenClient,
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerUnknown)
  endConnections(app)
  app.register(async () => {
    Object.assign(shared, await cautionHeaders({ policy: POLICY }))
  })
  app.addHook('onRequest', async (request, reply) => begin(request, reply, shared))
  app.addHook('onResponse', async (request, reply) => report(request, reply))
  prepare?.(app)
  app.after(error => {
    if (error) throw error
    addRoutes(app, routes)
  })
  return app
}

/** What is answered while the app closes is the last answer on its connection: kept open, it would hold up the close. */
function endConnections(app: App): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** Of whatever has no policy of its own: nothing here is to be shown, or run. */
const POLICY = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function begin(request: FastifyRequest, reply: FastifyReply, shared: Record<string, string>): void {
  // The caller's own id is theirs to choose: it is written beside ours, and only if it can be nothing else.
  const theirs = request.headers['x-request-id']
  if (typeof theirs === 'string' && UUID.test(theirs))
    request.log = request.log.child({ caller_request_id: theirs })
  reply.headers(shared).header('x-request-id', request.id)
}

function report(request: FastifyRequest, reply: FastifyReply): void {
  const { method } = request
  const took = Math.round(reply.elapsedTime)
  request.log.info(
    { method, route: request.routeOptions.url, status: reply.statusCode, took_ms: took },
    'request',
  )
}

/** What Fastify refuses before it has looked for a route never comes to a hook. */
function answerUnrouted(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  shared: Record<string, string>,
): void {
  begin(request, reply, shared)
  answerError(error, request, reply)
  report(request, reply)
}
