import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type CallFault, callFault } from './call-faults.ts'
import { isObject, Parameters } from './parameters.ts'
import { type Asked, type Outcome, perform, record } from './perform.ts'
import { Refusal } from './refusal.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

type Path = { Params: { token: string; method: string } }

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
  const bot = findBot(world, token)
  if (bot instanceof Refusal) return refuse(world, { method, given }, bot, reply)
  const fault = callFault(world, bot, method.toLowerCase(), new Parameters(given))
  switch (fault.kind) {
    case 'cut':
      return hangUp(reply)
    case 'refused':
      return refuse(world, { method, given }, fault.refusal, reply)
    case 'done':
      return finish(world, await perform(world, bot, { method, given }, hungUp(reply)), fault, reply)
  }
}

function findBot(world: World, token: string): Bot | Refusal {
  for (const bot of world.state.bots.values()) if (bot.token === token) return bot
  return new Refusal(401, /^[1-9]\d*:/.test(token) ? 'Unauthorized' : 'Unauthorized: invalid token specified')
}

function refuse(world: World, asked: Asked, refusal: Refusal, reply: FastifyReply): FastifyReply {
  record(world, asked, refusal.answer())
  return send(refusal.answer(), reply)
}

async function finish(
  world: World,
  outcome: Outcome,
  { delayMs, dropped }: Extract<CallFault, { kind: 'done' }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await world.save()
  if (delayMs > 0) await sleep(delayMs)
  return dropped ? hangUp(reply) : send(outcome, reply)
}

function send(outcome: Outcome, reply: FastifyReply): FastifyReply {
  const retryAfter = outcome.ok ? undefined : outcome.parameters?.retry_after
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  return reply.code(outcome.ok ? 200 : outcome.error_code).send(outcome)
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}

function hungUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
