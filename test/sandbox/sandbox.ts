import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { readBodies } from './body.ts'
import { botApi } from './bot-api.ts'
import { control } from './control.ts'
import { Delivery } from './delivery.ts'
import { events } from './events.ts'
import { newFaults } from './faults.ts'
import { releaseAll } from './hold.ts'
import { noLosses } from './loss.ts'
import { pageFiles } from './page-files.ts'
import { ControlRefusal, Refusal } from './refusal.ts'
import { readState, saver } from './save.ts'
import { service } from './service/routes.ts'
import { type Bot, type NewBot, newBot, newState, type State } from './state.ts'
import { stripeApi } from './stripe/api.ts'
import { setEndpoint } from './stripe/endpoints.ts'
import type { NewEndpoint } from './stripe/face.ts'
import { newStripeLife } from './stripe/life.ts'
import { stripePages } from './stripe/pages/pages.ts'
import type { StripeOptions } from './stripe/state.ts'
import { Webhooks } from './stripe/webhooks.ts'
import { startTicking } from './tick.ts'
import { sharedValidators } from './validators.ts'
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
  /** Play a Bot API server of one's own, started with `--local`: a webhook may be at any http address and port. */
  local?: boolean
  /** How long a second of the ladder takes by which webhooks, Stripe's too, are tried again; 1000 ms unless given. */
  retryUnitMs?: number
  /** How long a webhook may be silent before Telegram, or Stripe, hangs up; 60 s unless given. */
  webhookTimeoutMs?: number
  /** Stripe's account; without it every key is wrong. */
  stripe?: StripeOptions & { webhooks?: NewEndpoint[] }
  /** Plays another service of the operator's too, told at `/service/webhook`: signed with this, `whsec_...`. */
  service?: { secret: string }
}

export interface Sandbox {
  /** What `TELEGRAM_API_ROOT` is to be; `/control` lies under it too. */
  url: string
  /** The time of this world, as its clock was turned: what the app is to take for now. */
  now(): Date
  /** Ends deliveries, open polls and event streams and frees the port. */
  stop(): Promise<void>
}

/** Starts a server that plays Telegram: the Bot API for bots, the control face for what people do. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = newWorld(options)
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 50 * 1024 * 1024,
    schemaController: sharedValidators,
  })
  readBodies(app)
  app.setErrorHandler((error: FastifyError | Refusal | ControlRefusal, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.code).send(error.answer())
    const code = error instanceof ControlRefusal ? error.code : (error.statusCode ?? 500)
    if (code >= 500) console.error(error)
    return reply.code(code).send({ error: error.message })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(new Refusal(404, 'Not Found').answer()))
  app.addHook('onRequest', async (_request, reply) => {
    // Whoever reads the time off an answer reads the time of this world.
    reply.header('date', world.now().toUTCString())
  })
  botApi(app, world)
  app.register(async scope => stripeApi(scope, world), { prefix: '/v1' })
  app.register(async scope => stripePages(scope, world), { prefix: '/stripe' })
  app.register(async scope => control(scope, world), { prefix: '/control' })
  app.register(async scope => events(scope, world), { prefix: '/control' })
  if (options.service) {
    const { secret } = options.service
    app.register(async scope => service(scope, world, secret), { prefix: '/service' })
  }
  if (options.page !== undefined) pageFiles(app, options.page)
  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
  world.url = url
  resume(world)
  return { url, now: world.now, stop: () => stop(app, world) }
}

/** What a restart goes on with: updates held back come at once, and webhooks get what waits. */
function resume(world: World): void {
  for (const bot of world.state.bots.values()) {
    releaseAll(world, bot)
    world.deliver(bot)
  }
  startTicking(world)
  world.webhooks.wake()
}

async function stop(app: FastifyInstance, world: World): Promise<void> {
  for (const delivery of world.deliveries.values()) delivery.close()
  world.webhooks.close()
  for (const timer of world.holds) clearTimeout(timer)
  await app.close()
}

function newWorld(options: SandboxOptions): World {
  const state: State = (options.save === undefined ? null : readState(options.save)) ?? newState()
  for (const asked of options.bots) {
    const fresh = newBot(asked, Math.random)
    const known = state.bots.get(fresh.user.id)
    if (known) Object.assign(known, { token: currentToken(known, fresh.token), user: fresh.user })
    else state.bots.set(fresh.user.id, fresh)
  }
  const { webhooks: endpoints = [], ...account } = options.stripe ?? {}
  Object.assign(state.stripe.account, account)
  const told = options.now ?? (() => new Date())
  const base = {
    state,
    now: () => new Date(told().getTime() + state.clockOffsetMs),
    retryUnitMs: options.retryUnitMs ?? 1000,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 60_000,
    save: options.save === undefined ? async () => {} : saver(options.save, state),
  }
  const webhooks = new Webhooks(base)
  const world: World = {
    ...base,
    precheckoutTimeoutMs: options.precheckoutTimeoutMs ?? 10_000,
    callbackTimeoutMs: options.callbackTimeoutMs ?? 15_000,
    local: options.local ?? false,
    faults: newFaults({ seed: 0 }),
    renewing: new Set(),
    asksBeforeRenewals: false,
    losses: noLosses(),
    polled: new Map(),
    sheets: new Map(),
    holds: new Set(),
    deliveries: new Map(),
    deliver: bot => deliver(world, bot),
    nextSetWebhook: new Map(),
    listeners: new Set(),
    pollers: new Map(),
    checkouts: new Map(),
    history: new Map(),
    requests: [],
    url: '',
    stripe: newStripeLife(),
    stripeEvents: event => webhooks.emit(event),
    webhooks,
  }
  for (const endpoint of endpoints) setEndpoint(world, endpoint)
  return world
}

/** A token that was revoked stays worthless. */
function currentToken({ token, revoked }: Bot, asked: string): string {
  return revoked.includes(asked) ? token : asked
}

function deliver(world: World, bot: Bot): void {
  const { deliveries } = world
  deliveries.get(bot.user.id)?.close()
  deliveries.delete(bot.user.id)
  if (bot.webhook) deliveries.set(bot.user.id, new Delivery(world, bot, bot.webhook))
}
