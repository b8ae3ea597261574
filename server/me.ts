import Type from 'typebox'
import { isPlace, type Person, textIn } from '../db/billing.ts'
import { MeChangeJson, MeJson, OwnEntitlementJson, ProblemJson } from './contract.ts'
import { ownEntitlementJson } from './entitlement.ts'
import type { App } from './frame.ts'
import { createLimit } from './limit.ts'
import type { SignedIn } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn, languagesOf } from './text.ts'

const MINE = { tags: ['me'], security: [{ session: [] }] }
const REFUSED = { 401: ProblemJson, '5xx': ProblemJson }

/** Who is signed in, in which language, and what they may use. */
export function meRoutes(app: App, { billing, miniApp, onRequest }: SignedIn): void {
  const read = {
    ...{ operationId: 'getMe', summary: 'Who is signed in', ...MINE },
    response: { 200: MeJson, ...REFUSED },
  }
  app.get('/api/v1/me', { schema: read, onRequest }, async request => meJson(holderOf(request)))

  changeRoute(app, { billing, miniApp, onRequest })

  const list = {
    ...{ operationId: 'listMyEntitlements', summary: 'What they may use, and until when', ...MINE },
    response: { 200: Type.Array(OwnEntitlementJson), ...REFUSED },
  }
  app.get('/api/v1/me/entitlements', { schema: list, onRequest }, async (request, reply) => {
    const access = await billing.accessOf(holderOf(request).id)
    const codes = access.flatMap(({ plan, grants }) => [plan, ...grants.map(grant => grant.plan)])
    const titles = await billing.planTitles(codes)
    const language = answerIn(reply, languagesOf([...titles.values()]))
    return access.map(held => ownEntitlementJson(held, code => textIn(titles.get(code) ?? code, language)))
  })
}

/**
 * `PATCH /api/v1/me`: the language they choose, and where their clock is. Each change of language costs several calls to
 * Telegram, whose patience all of the shop shares: one person has ten changes a minute. Each process counts for itself.
 */
function changeRoute(
  app: App,
  { billing, miniApp, onRequest }: Pick<SignedIn, 'billing' | 'miniApp' | 'onRequest'>,
): void {
  const changes = createLimit(app, {
    name: 'changes',
    perMinute: 10,
    by: request => holderOf(request).id,
    detail: 'Too many changes within a minute.',
  })

  const schema = {
    ...{ operationId: 'changeMe', summary: 'Their language, and where their clock is', ...MINE },
    body: MeChangeJson,
    response: { 200: MeJson, 422: ProblemJson, 429: ProblemJson, ...REFUSED },
  }
  app.patch('/api/v1/me', { schema, onRequest }, async (request, reply) => {
    const { language, time_zone: timeZone } = request.body
    if (language && !miniApp.languages.includes(language)) {
      const message = `must be null or one of ${miniApp.languages.join(', ')}`
      const detail = 'The shop does not speak this language.'
      const trouble = { status: 422, kind: 'invalid', detail, errors: [{ field: 'language', message }] }
      return reply.code(422).send(problem(reply, trouble))
    }
    const person = holderOf(request)
    const speaks = language !== undefined && language !== (person.language ?? null)
    // Devices may know places that this machine does not.
    const moves = timeZone !== undefined && timeZone !== person.timeZone && isPlace(timeZone)
    if (!speaks && !moves) return meJson(person)

    if (await changes.refuses(request, reply)) return reply
    if (moves) await billing.keepTimeZone(person.id, timeZone)
    if (speaks) {
      await billing.chooseLanguage(person.id, language)
      miniApp.onLanguage(person.id)
    }
    return meJson({ ...person, ...(speaks && { language }), ...(moves && { timeZone }) })
  })
}

function meJson(person: Person): MeJson {
  const { id, firstName, lastName, username, language, languageCode, timeZone } = person
  return {
    telegram_id: id,
    first_name: firstName,
    last_name: lastName ?? null,
    username: username ?? null,
    language: language ?? null,
    telegram_language: languageCode ?? null,
    time_zone: timeZone ?? null,
  }
}
