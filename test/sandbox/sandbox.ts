import Fastify, { type FastifyError } from 'fastify'
import { readBodies } from './body.ts'
import { botApi } from './bot-api.ts'
import { control } from './control.ts'
import { events } from './events.ts'
import { pageFiles } from './page-files.ts'
import { ControlRefusal, Refusal } from './refusal.ts'
import { readState, saver } from './save.ts'
import { type NewBot, newBot, newState, type State } from './state.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number
  host?: string
  bots: NewBot[]
  /** A directory of static files served at `/`: the built chat page. */
  page?: string
  /** A JSON file that keeps the state, so that it survives the process. */
  save?: string
  now?: () => Date
  /** How long a bot may take to answer a pre-checkout query; Telegram gives 10 s. */
  precheckoutTimeoutMs?: number
  /** How long a callback query can be answered; 15 s unless given. */
  callbackTimeoutMs?: number
}

export interface Sandbox {
  /** What `TELEGRAM_API_ROOT` is to be; `/control` lies under it too. */
  url: string
  /** Ends open polls and event streams and frees the port. */
  stop(): Promise<void>
}

/** Starts a server that plays Telegram: the Bot API for bots, the control face for what people do. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = newWorld(options)
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 50 * 1024 * 1024 })
  readBodies(app)
  app.setErrorHandler((error: FastifyError | Refusal | ControlRefusal, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.code).send(error.answer())
    const code = error instanceof ControlRefusal ? error.code : (error.statusCode ?? 500)
    if (code >= 500) console.error(error)
    return reply.code(code).send({ error: error.message })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(new Refusal(404, 'Not Found').answer()))
  botApi(app, world)
  app.register(async scope => control(scope, world), { prefix: '/control' })
  app.register(async scope => events(scope, world), { prefix: '/control' })
  if (options.page !== undefined) pageFiles(app, options.page)
  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
  return { url, stop: () => app.close() }
}

function newWorld(options: SandboxOptions): World {
  const state: State = (options.save === undefined ? null : readState(options.save)) ?? newState()
  for (const asked of options.bots) {
    const fresh = newBot(asked, Math.random)
    const known = state.bots.get(fresh.user.id)
    if (known) Object.assign(known, { token: fresh.token, user: fresh.user })
    else state.bots.set(fresh.user.id, fresh)
  }
  const world: World = {
    state,
    now: options.now ?? (() => new Date()),
    precheckoutTimeoutMs: options.precheckoutTimeoutMs ?? 10_000,
    callbackTimeoutMs: options.callbackTimeoutMs ?? 15_000,
    listeners: new Set(),
    pollers: new Map(),
    checkouts: new Map(),
    history: new Map(),
    requests: [],
    save: options.save === undefined ? async () => {} : saver(options.save, state),
  }
  return world
}
