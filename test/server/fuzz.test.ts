import fc from 'fast-check'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ProblemJson } from '../../server/contract.ts'
import { HEADERS } from '../../server/openapi-headers.ts'
import { answerKey } from '../support/answer-keys.ts'
import { answerFor, type Operation, operationsOf } from './described.ts'
import { type MadeRequest, requestsFor, TOO_LARGE } from './made-requests.ts'
import {
  type Ask,
  addressAt,
  askPlainly,
  NEED_STRIPE,
  STRIPE_SECRET,
  WEBHOOK_SECRET,
} from './plain-requests.ts'
import { BUYER, buy, KEY, openStage, type Stage, signIn } from './stage.ts'

/** Requests to each route. A failure prints the request, the seed and the path, for fc.assert to have again. */
const RUNS = 12

let stage: Stage
let operations: Operation[]
/** What the routes said, by the id of the request: their schemas make of that what is sent. */
const said = new Map<string, unknown>()
beforeAll(async () => {
  stage = await openStage({
    stripeWebhook: { secrets: [STRIPE_SECRET], livemode: false, now: () => new Date() },
    telegramWebhook: { secret: WEBHOOK_SECRET, receive: async () => null },
    signing: { issuer: 'https://shop.example', keys: [answerKey('EdDSA', 'of-today')] },
  })
  stage.app.addHook('preSerialization', async ({ id }, _reply, payload) => {
    said.set(id, payload)
    return payload
  })
  operations = await operationsOf(stage.app)
  await buy(stage, 'month')
  await buy(stage, 'lifetime')
})
afterAll(() => stage.close())

/** Who registers a device once for all: one may ask only so often. */
const PHONE = BUYER + 100

// case 100
it('whatever is asked, of whatever route, is answered as it is written in /openapi.json, and never by a 500', async () => {
  const device = await stage.billing.devices.register({ personId: await known(PHONE), name: 'phone' })
  if (device.kind !== 'registered') throw new Error(device.kind)
  const others = { apiKey: KEY, device: device.secret, telegram: WEBHOOK_SECRET }
  for (const [n, operation] of operations.entries()) {
    // Each by somebody else.
    const { authorization } = await signIn(stage, { id: BUYER + 1 + n })
    const proofs = { session: authorization.slice('Bearer '.length), ...others }
    const property = fc.asyncProperty(requestsFor(operation, proofs), async request => {
      await answered(operation, request)
    })
    await fc.assert(property, { numRuns: RUNS })
  }
})

// case 100
it('every answer that a route is there for comes as it is written, to GET and to HEAD', async () => {
  const seen = new Set<string>()
  const ask: Ask = async (operationId, sent = {}) => {
    const operation = operations.find(each => each.operationId === operationId)
    if (!operation) throw new Error(`no ${operationId}`)
    const { method } = operation
    const { body, headers = {} } = sent
    const request = {
      url: addressAt(operation, sent),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    }
    if (method === 'GET') {
      const { statusCode } = await answered(operation, { ...request, method: 'HEAD' })
      seen.add(`${operationId} ${statusCode} to HEAD`)
    }
    const answer = await answered(operation, { ...request, method })
    seen.add(`${operationId} ${answer.statusCode}`)
    return answer
  }
  await askPlainly(stage, ask)

  const meant = operations.flatMap(({ method, operationId, responses }) =>
    Object.keys(responses)
      .filter(status => /^[23]/.test(status))
      .flatMap(status => [
        `${operationId} ${status}`,
        ...(method === 'GET' ? [`${operationId} ${status} to HEAD`] : []),
      ]),
  )
  expect(meant.filter(each => !seen.has(each) && !NEED_STRIPE.includes(each))).toEqual([])
  for (const refusal of [
    ...['registerDevice 403', 'registerDevice 409', 'registerDevice 422', 'renameDevice 404'],
    ...['renameDevice 409', 'revokeDevice 404', 'deviceEntitlements 401', 'checkEntitlement 403'],
    ...['checkEntitlement 422', 'listEntitlements 401', 'listEntitlements 422', 'getOrder 404'],
    ...['createStarsInvoice 400', 'createStarsInvoice 409', 'createCheckout 400', 'openPortal 409'],
    ...['changeMe 422', 'listInvoices 422', 'exchangeInitData 401', 'takeTelegramUpdate 401'],
  ])
    expect(seen).toContain(refusal)
})

/** Asks; the answer, once it has been held against what is written of it. */
async function answered(operation: Operation, { method, url, headers, body }: MadeRequest) {
  const answer = await stage.app.inject({
    ...{ method, url, headers },
    ...(body !== undefined && { payload: body === TOO_LARGE ? ' '.repeat(2 ** 20 + 1) : body }),
  })
  const { statusCode: status, headers: got } = answer
  expect(status).toBeLessThan(500)
  expect(got['x-request-id']).toBeDefined()
  if (method === 'OPTIONS') {
    if (status !== 414) expect([status, got.allow]).toEqual([405, expect.stringContaining(operation.method)])
    expect(Value.Errors(ProblemJson, answer.json())).toEqual([])
    return answer
  }
  const written = answerFor(operation, status)
  expect(written, `${operation.operationId} ${status} is documented`).toBeDefined()
  for (const name of Object.keys(HEADERS).filter(
    name => name !== 'Cache-Control' && name.toLowerCase() in got,
  ))
    expect(written?.headers, `${operation.operationId} ${status}`).toHaveProperty(name)
  const [type, content] =
    Object.entries(written?.content ?? {}).find(([type]) => String(got['content-type']).startsWith(type)) ??
    []
  if (method === 'HEAD') expect(answer.body).toBe('')
  if (status >= 400) expect(type).toBe('application/problem+json')
  if (answer.body === '') return answer

  expect(type).toBeDefined()
  if (type === 'application/jwt') expect(answer.body).toMatch(/^([\w-]+\.){2}[\w-]+$/)
  if (type?.endsWith('json')) {
    expect(Value.Errors(content?.schema ?? {}, answer.json())).toEqual([])
    // What is refused for its address comes to no hook.
    const told = said.get(String(got['x-request-id']))
    if (status !== 414) expect(answer.json()).toEqual(JSON.parse(JSON.stringify(told)))
  }
  if (status >= 400) expect(answer.json().request_id).toBe(got['x-request-id'])
  if (status === 422) expect(answer.json().errors).not.toEqual([])
  return answer
}

/** Somebody who has met the shop. */
async function known(id: number): Promise<number> {
  await stage.billing.meet({ id, firstName: 'Ada' })
  return id
}
