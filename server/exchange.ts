import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Billing } from '../db/billing.ts'
import { ProblemJson } from './contract.ts'
import { limitExchanges } from './exchange-limit.ts'
import { type ExchangeMetrics, exchangeMetrics } from './exchange-metrics.ts'
import type { App } from './frame.ts'
import { type InitData, initDataKey, readInitData } from './init-data.ts'
import { problem } from './problem.ts'
import { seldom } from './seldom.ts'
import { type TokenSettings, tokenFor } from './session.ts'
import { ExchangeJson, TokenJson } from './session-contract.ts'

const MINUTE_MS = 60_000
/** A hundred years: nothing that Telegram signed is older, and a date that much later is a date still. */
const LONGEST_AGE_SECONDS = 100 * 366 * 24 * 60 * 60

export interface ExchangeSettings extends TokenSettings {
  sessionTtlSeconds: number
  initDataMaxAgeSeconds: number
  botToken: string
}

interface ExchangeDependencies {
  billing: Billing
  registry: Registry
  miniApp: ExchangeSettings
}

/**
 * `POST /api/v1/miniapp/exchange-initdata`: what Telegram signed for whoever opened the Mini App, for a token of their
 * session. The same initData again is the same session, while that is open and at most 20 times.
 */
export function exchangeRoute(app: App, { billing, registry, miniApp }: ExchangeDependencies): void {
  const { now, sessionTtlSeconds: ttlSeconds } = miniApp
  const maxAgeSeconds = Math.min(miniApp.initDataMaxAgeSeconds, LONGEST_AGE_SECONDS)
  const key = initDataKey(miniApp.botToken)
  const metrics = exchangeMetrics(registry)
  const isTimeToSay = seldom(MINUTE_MS, now)
  const schema = {
    ...{ operationId: 'exchangeInitData', summary: 'Signs in with what Telegram gave the Mini App' },
    ...{ tags: ['session'], security: [] },
    body: ExchangeJson,
    response: { 200: TokenJson, 401: ProblemJson, 422: ProblemJson, 429: ProblemJson, '5xx': ProblemJson },
  }

  app.register(async (scope: App) => {
    const limit = limitExchanges(scope, { onRefused: () => metrics.attempted('limited'), now })
    const onResponse = async (_request: FastifyRequest, reply: FastifyReply) => metrics.answered(reply)
    scope.post(
      '/api/v1/miniapp/exchange-initdata',
      { schema, onRequest: limit.onRequest, onResponse },
      async (request, reply) => {
        const read = readInitData(request.body.init_data, { key, now: now(), maxAgeSeconds })
        know(request, read)
        if (read.kind === 'future' && isTimeToSay()) sayClockIsBehind(request, read.aheadSeconds)
        if (read.kind !== 'ok') return await refuse(reply, metrics, read.kind)

        const began = await billing.sessions.begin({
          profile: read.user,
          canBeWritten: read.user.allowsWriteToPm,
          proof: Buffer.from(read.hash, 'hex'),
          authDate: read.authDate,
          proofEndsAt: new Date(+read.authDate + maxAgeSeconds * 1000),
          ttlSeconds,
        })
        if (began.kind === 'refused') return await refuse(reply, metrics, 'replayed')
        metrics.attempted('success')
        await limit.succeeded(request)
        if (began.kind === 'begun') metrics.began()
        const { session, person } = began
        return tokenFor(scope, { ...session, personId: person.id }, now())
      },
    )
  })
}

/** Names the person in the log, once it is proved who they are. */
function know(request: FastifyRequest, read: InitData): void {
  switch (read.kind) {
    case 'malformed':
    case 'forged':
      return
    case 'ok':
      request.log = request.log.child({ person_id: read.user.id })
      return
    case 'old':
    case 'future':
      request.log = request.log.child({ person_id: read.userId })
  }
}

/** What is the matter, and what the person can do: nearly always, open the app again. */
const REFUSALS = {
  malformed: 'This is not what Telegram gives a Mini App when it opens.',
  forged: 'Telegram did not sign this for this bot.',
  old: 'The app was opened too long ago. Open it again.',
  future: 'The clocks do not agree. Try again later.',
  replayed: 'You signed out since the app was opened, or it was used too often. Open it again.',
}

async function refuse(
  reply: FastifyReply,
  metrics: ExchangeMetrics,
  because: keyof typeof REFUSALS,
): Promise<FastifyReply> {
  metrics.attempted(because)
  reply.header('www-authenticate', 'Bearer realm="starpass"')
  const trouble = { status: 401, kind: `init-data-${because}`, detail: REFUSALS[because] }
  return await reply.code(401).send(problem(reply, trouble))
}

/** case 57: what Telegram signs seems to come from the future, for everybody; it is ours to mend, and not to let in. */
function sayClockIsBehind(request: FastifyRequest, aheadSeconds: number): void {
  request.log.error(
    { behind_seconds: aheadSeconds },
    'the clock of this machine is behind Telegram’s: nobody can sign in to the Mini App until it is set right (NTP)',
  )
}
