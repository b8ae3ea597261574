import type { FastifyRequest } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import Type from 'typebox'
import type { Billing, Entitlement } from '../db/billing.ts'
import { type ApiKey, requireApiKey } from './api-key.ts'
import { EntitlementJson, ProblemJson } from './contract.ts'
import { entitlementJson } from './entitlement.ts'
import type { App } from './frame.ts'
import { DeniedJson } from './people-contract.ts'
import { problem } from './problem.ts'
import { within } from './within.ts'

export interface PeopleDependencies {
  billing: Billing
  apiKeys: ApiKey[]
  registry: Registry
  /**
   * Opens the bot at the plan of this code, or for '' at all there is; null while Telegram has not told the bot's name.
   * Asked at each refusal: it should remember.
   */
  upgradeUrl: (planCode: string) => Promise<string | null>
}

/** A link is worth this wait, not more: the answer itself is known. */
const NAME_LIMIT_MS = 1000

const TelegramId = Type.String({ format: 'telegram-id' })
const Key = Type.String({ minLength: 1, maxLength: 100 })
const REFUSED = { 401: ProblemJson, 422: ProblemJson, '5xx': ProblemJson }

const DETAIL = {
  none: 'This person never had access to it.',
  ended: 'The access of this person has ended.',
  not_sold: 'This person never had access to it, and no plan on sale gives it.',
}

/** What a person may use, for other services. A person never seen has nothing: that is an answer, not a 404. */
export function peopleRoutes(app: App, dependencies: PeopleDependencies): void {
  const { billing, apiKeys, registry, upgradeUrl } = dependencies
  const onRequest = requireApiKey(apiKeys)
  const denials = new Counter({
    name: 'entitlement_denied_total',
    help: 'Times the gate stayed shut, by the key asked for; unknown: a key no plan gives',
    labelNames: ['feature'],
    registers: [registry],
  })

  const list = {
    params: Type.Object({ telegram_id: TelegramId }),
    response: { 200: Type.Array(EntitlementJson), ...REFUSED },
  }
  app.get('/api/v1/people/:telegram_id/entitlements', { schema: list, onRequest }, async request => {
    const access = await accessOf(request, request.params.telegram_id)
    return access.map(entitlementJson)
  })

  const gate = {
    params: Type.Object({ telegram_id: TelegramId, key: Key }),
    response: { 200: EntitlementJson, 403: DeniedJson, ...REFUSED },
  }
  app.get(
    '/api/v1/people/:telegram_id/entitlements/:key',
    { schema: gate, onRequest },
    async (request, reply) => {
      const { telegram_id, key } = request.params
      const access = await accessOf(request, telegram_id)
      const held = access.find(entitlement => entitlement.key === key)
      if (held?.active) return entitlementJson(held)

      const onSale = await billing.catalog()
      const cure = onSale.find(plan => plan.entitlements.includes(key))
      denials.inc({ feature: held || cure ? key : 'unknown' })
      const reason = held ? 'ended' : cure ? 'none' : 'not_sold'
      const upgrade_url = await within(NAME_LIMIT_MS, upgradeUrl(cure?.code ?? '')).catch(error => {
        request.log.warn({ err: error }, 'the name of the bot is not known')
        return null
      })
      const trouble = { status: 403, kind: 'not-entitled', detail: DETAIL[reason] }
      return reply.code(403).send(problem(reply, trouble, { reason, upgrade_url }))
    },
  )

  function accessOf(request: FastifyRequest, telegramId: string): Promise<Entitlement[]> {
    request.log = request.log.child({ person_id: Number(telegramId) })
    return billing.accessOf(Number(telegramId))
  }
}
