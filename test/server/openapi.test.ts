import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TAGS } from '../../server/openapi-about.ts'
import { OutgoingJson } from '../../server/outgoing/outgoing-contract.ts'
import { type Operation, operationsOf, type Schema } from './described.ts'
import { routesOf } from './routes.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let operations: Operation[]
beforeAll(async () => {
  stage = await openStage({
    stripeWebhook: { secrets: ['whsec_1'], livemode: false, now: () => new Date() },
    telegramWebhook: { secret: 'secret', receive: async () => null },
  })
  operations = await operationsOf(stage.app)
})
afterAll(() => stage.close())

const document = async () => (await stage.app.inject('/openapi.json')).json()

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 of this shop, and is not sent again to who has it', async () => {
    const answer = await stage.app.inject('/openapi.json')
    expect(answer.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://shop.example' }] })
    expect(answer.headers['cache-control']).toBe('public, max-age=300')
    const headers = { 'if-none-match': String(answer.headers.etag) }
    expect((await stage.app.inject({ url: '/openapi.json', headers })).statusCode).toBe(304)
  })

  it('has every route there is but the files of the app, and no other', async () => {
    const told = operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
    const there = (await routesOf(stage.app)).filter(route => !route.startsWith('GET /app'))
    expect(told.toSorted()).toEqual(there.toSorted())
  })

  it('says of each route what it is, and by what whoever asks proves who they are', async () => {
    const { components } = await document()
    const tags = TAGS.map(({ name }) => name)
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { operationId, summary, tags: own, security, responses } of operations) {
      expect(operationId).toMatch(/^[a-z]+([A-Z][a-z]*)+$/)
      expect(summary, operationId).toMatch(/^\S.{5,}[^.]$/)
      expect(tags, operationId).toEqual(expect.arrayContaining(own))
      expect(own, operationId).toHaveLength(1)
      expect(security, operationId).toBeDefined()
      for (const proof of security.flatMap(Object.keys)) {
        expect(components.securitySchemes, operationId).toHaveProperty(proof)
        expect(Object.keys(responses), operationId).toContain('401')
      }
    }
    expect(
      operations
        .filter(({ security }) => security.length === 0)
        .map(({ operationId }) => operationId)
        .toSorted(),
    ).toEqual([
      'exchangeInitData',
      'getKeySet',
      'getOpenApi',
      'getShop',
      'isLive',
      'isReady',
      'listPlans',
      'showReturnPage',
    ])
  })

  // case 100
  it('has every problem as problem+json, and what Fastify refuses by itself among them', async () => {
    for (const { operationId, method, requestBody, responses } of operations) {
      const statuses = Object.keys(responses)
      for (const status of statuses.filter(status => /^[45]/.test(status)))
        expect(Object.keys(responses[status]?.content ?? {}), `${operationId} ${status}`).toEqual([
          'application/problem+json',
        ])
      expect(statuses, operationId).toContain('5XX')
      if (method !== 'GET')
        expect(statuses, operationId).toEqual(expect.arrayContaining(['400', '413', '415']))
      if (requestBody) expect(statuses, operationId).toContain('422')
    }
  })

  it('has what other services are told, by the type of event', async () => {
    const { webhooks, components } = await document()
    const types = OutgoingJson.anyOf.flatMap(({ properties }) => properties.type.enum)
    expect(Object.keys(webhooks)).toEqual(types)
    const { parameters, requestBody } = webhooks['access.ended'].post
    expect(parameters.map(({ name }: { name: string }) => name)).toContain('webhook-id')
    const $ref = '#/components/schemas/AccessEvent'
    expect(requestBody.content['application/json'].schema).toEqual({ $ref })
    expect(components.schemas.AccessEvent.properties.data.properties.sequence.description).toMatch(/^Greater/)
  })

  it('says what comes along with an answer, and how to get the signed one, or none again', async () => {
    const headersOf = (id: string, status: string) => {
      const { responses } = operations.find(({ operationId }) => operationId === id) ?? {}
      return Object.keys(responses?.[status]?.headers ?? {}).join()
    }
    const counted = 'X-Request-Id,RateLimit-Policy,RateLimit'
    expect(headersOf('getMe', '200')).toBe(counted)
    expect(headersOf('getMe', '429')).toBe(`${counted},Retry-After`)
    expect(headersOf('isLive', '200')).toBe('X-Request-Id')
    for (const status of ['200', '304'])
      expect(headersOf('deviceEntitlements', status)).toBe(
        'X-Request-Id,ETag,Cache-Control,RateLimit-Policy,RateLimit',
      )
    for (const { operationId, parameters = [], responses } of operations)
      expect(
        parameters.some(({ name }) => name === 'If-None-Match'),
        operationId,
      ).toBe('304' in responses)
    const list = operations.find(({ operationId }) => operationId === 'listEntitlements')
    expect(list?.description).toContain('`Accept: application/jwt`')
    expect((await document()).info.description).toContain('405')
  })

  it('says of each schema what it is, and of each null what that means', async () => {
    const { schemas } = (await document()).components
    for (const [name, schema] of Object.entries<Schema>(schemas)) {
      expect(schema.description, name).toMatch(/\.$/)
      for (const [field, inner] of nullsIn(schema))
        expect(inner.description, `${name}.${field}`).toBeDefined()
    }
    expect(schemas.DeviceName.properties.device_name.description).toMatch(/^1 to 64 characters/)
    expect(schemas.RegisteredDevice.properties.secret.description).toContain('never again')
  })

  it('tells the form of a Telegram id as others can check it', () => {
    const asked = operations.flatMap(({ parameters = [] }) => parameters)
    for (const { schema } of asked.filter(({ name }) => name === 'telegram_id')) {
      expect(schema).not.toHaveProperty('format')
      expect(
        ['1', '4503599627370495', '0', '07', '9007199254740993'].map(id =>
          new RegExp(`${schema.pattern}`).test(id),
        ),
      ).toEqual([true, true, false, false, false])
    }
  })

  it('tells each schema once, by its name, and points to none that is not there', async () => {
    const whole = await document()
    const pointed = JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
    const names = new Set([...pointed].map(([, name]) => name))
    expect([...names].toSorted()).toEqual(Object.keys(whole.components.schemas).toSorted())
    expect([...names]).toEqual(expect.arrayContaining(['Problem', 'Entitlement', 'Plan', 'Device', 'Denied']))
    expect(JSON.stringify(whole.paths)).not.toContain('"title"')
  })
})

/** Whatever may be null within, by its name. */
function nullsIn({ properties = {}, items }: Schema): [string, Schema][] {
  const within = Object.entries(properties).flatMap(([name, schema]): [string, Schema][] => {
    const isNullable = [schema, ...(schema.anyOf ?? [])].some(({ type }) => [type].flat().includes('null'))
    return [...(isNullable ? [[name, schema] as [string, Schema]] : []), ...nullsIn(schema)]
  })
  return [...within, ...(items ? nullsIn(items) : [])]
}
