import type { FastifyRequest } from 'fastify'
import type { Counter } from 'prom-client'
import Type from 'typebox'
import type { Billing } from '../db/billing.ts'
import { prefers } from './accept.ts'
import { type Signing, signAnswers } from './answer.ts'
import { type ApiKey, callerOf, requireApiKey } from './api-key.ts'
import { EntitlementJson, ProblemJson } from './contract.ts'
import { entitlementJson } from './entitlement.ts'
import { isKnown, tagged } from './etag.ts'
import type { App } from './frame.ts'
import { createLimit, limited } from './limit.ts'
import { DeniedJson, SignedAnswerJws } from './people-contract.ts'
import { problem } from './problem.ts'
import { upgradeLink } from './upgrade-link.ts'

export interface PeopleDependencies {
  billing: Billing
  apiKeys: ApiKey[]
  /** What answers are signed with for use offline; left out: nothing. */
  signing?: Signing | undefined
  denials: Counter<'feature'>
  /**
   * Opens the bot at the plan of this code, or for '' at all there is; null while Telegram has not told the bot's name.
   * Asked at each refusal: it should remember.
   */
  upgradeUrl: (planCode: string) => Promise<string | null>
}

const TelegramId = Type.String({
  // Of at most 52 bits, as Telegram says; a number holds 53 exactly.
  pattern: '^([1-9]\\d{0,14}|[1-8]\\d{15})$',
  description: 'The user id at Telegram, as plain digits',
})
const Key = Type.String({ minLength: 1, maxLength: 100, description: 'What the service opens by it' })
/** For each key. A service that asks about everybody it serves, once a minute each, serves as many as this. */
const ASKS_A_MINUTE = 6000

const SHARED = { tags: ['services'], security: [{ apiKey: [] }] }
const REFUSED = { 401: ProblemJson, 422: ProblemJson, '5xx': ProblemJson }

const DETAIL = {
  none: 'This person never had access to it.',
  ended: 'The access of this person has ended.',
  not_sold: 'This person never had access to it, and no plan on sale gives it.',
}

const LISTED =
  'With `Accept: application/jwt` the same list comes signed, to be kept and verified offline; 406 where the shop signs none.'

const NOT_SIGNED = {
  status: 406,
  kind: 'not-signed',
  detail: 'This shop signs no answers: ask for application/json, or have ANSWER_SIGNING_KEYS set.',
}

/** What a person may use, for other services. A person never seen has nothing: that is an answer, not a 404. */
export function peopleRoutes(app: App, dependencies: PeopleDependencies): void {
  const { billing, apiKeys, signing, denials, upgradeUrl } = dependencies
  const often = createLimit(app, { name: 'api-key', perMinute: ASKS_A_MINUTE, by: callerOf })
  const onRequest = limited(requireApiKey(apiKeys), often)
  const signed = signing ? signAnswers(signing) : null

  const list = {
    ...{ operationId: 'listEntitlements', summary: 'What a person may use, until when', ...SHARED },
    description: LISTED,
    params: Type.Object({ telegram_id: TelegramId }),
    response: {
      200: {
        description: 'One for each key they ever had; none for a person never seen',
        content: {
          'application/json': { schema: Type.Array(EntitlementJson) },
          'application/jwt': { schema: SignedAnswerJws },
        },
      },
      304: Type.Null(),
      406: ProblemJson,
      ...REFUSED,
    },
  }
  app.get(
    '/api/v1/people/:telegram_id/entitlements',
    { schema: list, onRequest, onSend: tagged },
    async (request, reply) => {
      const personId = personOf(request, request.params.telegram_id)
      if (!prefers('application/jwt', request.headers.accept))
        return (await billing.accessOf(personId)).map(entitlementJson)

      if (!signed) return reply.code(406).send(problem(reply, NOT_SIGNED))
      const { access, ...asOf } = await billing.accessUntil(personId)
      const entitlements = access.map(entitlementJson)
      const answer = signed({ audience: callerOf(request), personId, entitlements, ...asOf })
      reply.headers({
        'cache-control': `private, max-age=${answer.maxAgeSeconds}`,
        etag: answer.etag,
        vary: 'Accept, Authorization',
      })
      return reply.type('application/jwt').send(isKnown(request, answer.etag) ? '' : answer.sign())
    },
  )

  const gate = {
    ...{ operationId: 'checkEntitlement', summary: 'The gate: may this person use it?', ...SHARED },
    params: Type.Object({ telegram_id: TelegramId, key: Key }),
    response: { 200: EntitlementJson, 304: Type.Null(), 403: DeniedJson, ...REFUSED },
  }
  app.get(
    '/api/v1/people/:telegram_id/entitlements/:key',
    { schema: gate, onRequest, onSend: tagged },
    async (request, reply) => {
      const { telegram_id, key } = request.params
      const access = await billing.accessOf(personOf(request, telegram_id))
      const held = access.find(entitlement => entitlement.key === key)
      if (held?.active) return entitlementJson(held)

      const onSale = await billing.catalog()
      const cure = onSale.find(plan => plan.entitlements.includes(key))
      denials.inc({ feature: held || cure ? key : 'unknown' })
      const reason = held ? 'ended' : cure ? 'none' : 'not_sold'
      const upgrade_url = await upgradeLink(request, upgradeUrl, cure?.code ?? '')
      const trouble = { status: 403, kind: 'not-entitled', detail: DETAIL[reason] }
      return reply.code(403).send(problem(reply, trouble, { reason, upgrade_url }))
    },
  )
}

/** Whom the request is about, as the log shall say too. */
function personOf(request: FastifyRequest, telegramId: string): number {
  request.log = request.log.child({ person_id: Number(telegramId) })
  return Number(telegramId)
}
