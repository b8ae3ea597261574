import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../world.ts'
import { apiVersion } from './emit.ts'
import { strike } from './fault.ts'
import { readForm } from './form.ts'
import { newId } from './id.ts'
import { answered } from './idempotency.ts'
import { moment } from './life.ts'
import { StripeRefusal } from './refusal.ts'
import type { Route } from './route.ts'
import { routes } from './routes/routes.ts'
import type { KeptAnswer } from './state.ts'

type Asked = FastifyRequest<{ Params: { id?: string }; Body: string | undefined }>

/** Stripe's API under `/v1`. */
export function stripeApi(app: FastifyInstance, world: World): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof StripeRefusal) return send(reply, error.status, error.answer(), newId(world, 'req'))
    console.error(`${request.method} ${request.url}`, error)
    const apology = new StripeRefusal(500, 'An unknown error occurred', { type: 'api_error' })
    return send(reply, 500, apology.answer(), newId(world, 'req'))
  })
  app.setNotFoundHandler(async (request, reply) => {
    const what = `Unrecognized request URL (${request.method}: ${request.url}).`
    const message = `${what} Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`
    return send(reply, 404, new StripeRefusal(404, message).answer(), newId(world, 'req'))
  })
  for (const route of routes)
    app.route<{ Params: { id?: string }; Body: string | undefined }>({
      method: route.method,
      url: route.path,
      handler: (request, reply) => handle(world, route, request, reply),
    })
}

async function handle(world: World, route: Route, request: Asked, reply: FastifyReply): Promise<unknown> {
  authorize(world, request)
  const [path = '', query = ''] = request.url.split('?')
  const fault = strike(world, request.method, path)
  if (fault === 'cut') return hangUp(reply)
  const body = request.body ?? ''
  const key = route.method === 'POST' ? header(request, 'idempotency-key') : null
  const known = key === null ? null : answered(world, key, { path, body })
  if (known) {
    reply.header('idempotent-replayed', 'true').header('original-request', known.requestId)
    return fault === 'dropped'
      ? hangUp(reply)
      : send(reply, known.status, known.answer, newId(world, 'req'), key)
  }
  const work = route.prepare(
    world,
    request.params.id ?? '',
    readForm([query, body].filter(Boolean).join('&')),
  )
  const done = perform(world, work, { path, body, key })
  if (key !== null) world.stripe.inFlight.add(key)
  try {
    await world.save()
  } finally {
    if (key !== null) world.stripe.inFlight.delete(key)
  }
  return fault === 'dropped' ? hangUp(reply) : send(reply, done.status, done.answer, done.requestId, key)
}

/** Does the work; what came of it, a refusal too, is kept under the idempotency key. */
function perform(
  world: World,
  work: () => object,
  { path, body, key }: { path: string; body: string; key: string | null },
): KeptAnswer {
  const requestId = newId(world, 'req')
  const kept = { path, body, requestId, keptAt: moment(world) }
  world.stripe.request = { id: requestId, idempotency_key: key }
  let done: KeptAnswer
  try {
    done = { ...kept, status: 200, answer: work() }
  } catch (error) {
    if (!(error instanceof StripeRefusal) || !error.kept) throw error
    done = { ...kept, status: error.status, answer: error.answer() }
  } finally {
    world.stripe.request = null
  }
  if (key !== null) world.state.stripe.answers.set(key, done)
  return done
}

function authorize(world: World, request: Asked): void {
  const given = header(request, 'authorization') ?? ''
  const bearer = /^Bearer (.*)$/i.exec(given)?.[1]
  const basic = /^Basic (.*)$/i.exec(given)?.[1]
  const key =
    bearer ?? (basic === undefined ? '' : Buffer.from(basic, 'base64').toString().split(':')[0]) ?? ''
  if (key === '')
    throw new StripeRefusal(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  if (key !== world.state.stripe.account.secretKey)
    throw new StripeRefusal(
      401,
      `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`,
    )
  const version = header(request, 'stripe-version')
  if (version !== null && version !== apiVersion)
    throw new StripeRefusal(400, `Invalid Stripe API version: ${version}. The sandbox plays ${apiVersion}.`)
}

function header(request: Asked, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function send(
  reply: FastifyReply,
  status: number,
  answer: object,
  requestId: string,
  key: string | null = null,
): FastifyReply {
  if (key !== null) reply.header('idempotency-key', key)
  return reply.code(status).headers({ 'request-id': requestId, 'stripe-version': apiVersion }).send(answer)
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}
