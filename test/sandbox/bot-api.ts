import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findMethod } from './methods.ts'
import { isObject, Parameters } from './parameters.ts'
import { Refusal } from './refusal.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

type Path = { Params: { token: string; method: string } }

const requestsKept = 20_000

/** `/bot<token>/<method>`, and the same of the test environment, GET or POST. */
export function botApi(app: FastifyInstance, world: World): void {
  const handler = (request: FastifyRequest<Path>, reply: FastifyReply) => answer(world, request, reply)
  for (const url of ['/bot:token/:method', '/bot:token/test/:method'])
    app.route<Path>({ method: ['GET', 'POST'], url, handler })
}

async function answer(world: World, request: FastifyRequest<Path>, reply: FastifyReply): Promise<unknown> {
  const { token, method } = request.params
  const given = {
    ...(isObject(request.query) ? request.query : {}),
    ...(isObject(request.body) ? request.body : {}),
  }
  const at = world.now().toISOString()
  const outcome = await attempt(world, { token, method, given }, hungUp(reply))
  const refusal = outcome.ok ? {} : { error_code: outcome.error_code, description: outcome.description }
  world.requests.push({ method, payload: given, ok: outcome.ok, ...refusal, at })
  if (world.requests.length > requestsKept) world.requests.splice(0, requestsKept / 2)
  await world.save()
  return reply.code(outcome.ok ? 200 : outcome.error_code).send(outcome)
}

type Asked = { token: string; method: string; given: Record<string, unknown> }

async function attempt(world: World, { token, method, given }: Asked, gone: AbortSignal) {
  try {
    const bot = findBot(world, token)
    const play = findMethod(method)
    if (!play) throw new Refusal(404, 'Not Found: method not found')
    return { ok: true as const, result: await play({ world, bot, params: new Parameters(given), gone }) }
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    throw error
  }
}

function findBot(world: World, token: string): Bot {
  for (const bot of world.state.bots.values()) if (bot.token === token) return bot
  throw new Refusal(401, /^[1-9]\d*:/.test(token) ? 'Unauthorized' : 'Unauthorized: invalid token specified')
}

function hungUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
