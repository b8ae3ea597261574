import fc from 'fast-check'
import type { Operation, Schema } from './described.ts'

export interface MadeRequest {
  method: 'HEAD' | 'OPTIONS' | Operation['method']
  url: string
  headers: Record<string, string>
  body: string | undefined
}

/** Stands for a body above any limit, so that a failure can be read. */
export const TOO_LARGE = 'a megabyte and more'

/** Text that has broken servers before. */
const NASTY = [
  ...['', ' ', '0', '-1', 'null', 'undefined', '[object Object]', '../..', "' or true --", '%00', '\u0000'],
  ...['\ud800', 'ñ\u0301\u202e', '1e309', '9007199254740993', '__proto__', '{{7*7}}', 'a'.repeat(300)],
  ...['month', 'paid', '7', '5000000001', '0'.repeat(16), '999999999999999'],
]

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }))
const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }))

/** Requests for an operation: what it asks for, nearly that, and nonsense. `proofs`: by what it
 * asks for, what proves who asks. */
export function requestsFor(operation: Operation, proofs: Record<string, string>): fc.Arbitrary<MadeRequest> {
  const { path, parameters = [], requestBody } = operation
  const named = (place: string) => parameters.filter(parameter => parameter.in === place)
  const inPath = fc.record(Object.fromEntries(named('path').map(({ name, schema }) => [name, near(schema)])))
  const inQuery = fc.record(
    Object.fromEntries(named('query').map(({ name, schema }) => [name, near(schema)])),
    { requiredKeys: [] },
  )
  const body = requestBody?.content?.['application/json']?.schema
  return fc.record({
    method: methods(operation),
    url: fc
      .tuple(inPath, inQuery, fc.option(text, { freq: 8 }))
      .map(([values, query, more]) => addressOf(path, values, query, more)),
    headers: headersFor(operation, proofs),
    body: operation.method === 'GET' ? fc.constant(undefined) : bodies(body),
  })
}

/** Mostly its own. */
function methods({ method }: Operation): fc.Arbitrary<MadeRequest['method']> {
  const others = method === 'GET' ? (['HEAD', 'OPTIONS'] as const) : (['OPTIONS'] as const)
  return fc.oneof({ weight: 7, arbitrary: fc.constant(method) }, fc.constantFrom(...others))
}

function addressOf(
  path: string,
  values: Record<string, unknown>,
  query: Record<string, unknown>,
  more: string | null,
): string {
  const written = path.replace(/\{(\w+)\}/g, (_, name) => escaped(values[name]))
  const pairs = [...Object.entries(query), ...(more === null ? [] : [[more, more] as const])]
  return `${written}?${pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&')}`
}

function escaped(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return encodeURIComponent(text.toWellFormed())
}

function headersFor(
  { method, security: [asked = {}] }: Operation,
  proofs: Record<string, string>,
): fc.Arbitrary<Record<string, string>> {
  const line = text.map(value => value.replace(/[^\x20-\x7e]/g, '').slice(0, 100))
  const [name = ''] = Object.keys(asked)
  const right = fc.constant(proofs[name] ?? '')
  const proof = fc.oneof({ weight: 8, arbitrary: right }, fc.constantFrom(...Object.values(proofs)), line)
  const json = { weight: 6, arbitrary: fc.constant('application/json') }
  const must = fc.record({
    ...('telegram' in asked && { 'x-telegram-bot-api-secret-token': proof }),
    ...(name && { authorization: proof.map(key => `Bearer ${key}`) }),
    ...(method !== 'GET' && { 'content-type': fc.oneof(json, fc.constantFrom('text/plain', '{', ''), line) }),
  })
  const may = fc.record(
    {
      accept: fc.oneof(fc.constantFrom('application/jwt', 'application/json', '*/*;q=0'), line),
      'accept-language': fc.oneof(fc.constantFrom('ru', 'ar;q=0.5, *', 'x'.repeat(99)), line),
      'if-none-match': fc.oneof(fc.constantFrom('*', 'W/"a", "b"', '"'), line),
      'x-forwarded-for': fc.oneof(
        fc.constantFrom('unknown', '::1', '[::1]:80, 1.2.3.4:5', '1.2.3.4.5'),
        line,
      ),
      'stripe-signature': fc.oneof(fc.constantFrom('t=1,v1=00', 't=,v1=', 't=-1'), line),
    },
    { requiredKeys: [] },
  )
  return fc.tuple(must, may).map(([some, more]) => ({ ...some, ...more }))
}

function bodies(schema: Schema | undefined): fc.Arbitrary<string | undefined> {
  const raw = fc.oneof(
    text,
    fc.constantFrom('{', '[]', '"', '{"a":1,}', '{"__proto__":{"x":1}}', '['.repeat(300), 'null', '\ufeff{}'),
    fc.constant(TOO_LARGE),
  )
  if (!schema) return fc.oneof(fc.constant(undefined), raw)
  const json = fc.oneof({ weight: 3, arbitrary: valid(schema) }, { weight: 3, arbitrary: near(schema) })
  return fc.oneof({ weight: 5, arbitrary: json.map(value => JSON.stringify(value)) }, raw)
}

/** What the schema asks for, or, here and there, something else. */
function near(schema: Schema): fc.Arbitrary<unknown> {
  const { properties } = schema
  if (!properties) return fc.oneof(valid(schema), anything)
  const fields = Object.entries(properties).map(([name, inner]) => [name, near(inner)] as const)
  const record = fc.record(Object.fromEntries(fields), { requiredKeys: [] })
  return fc.oneof(
    record,
    fc
      .tuple(record, fc.dictionary(text, anything, { maxKeys: 2 }))
      .map(([some, more]) => ({ ...more, ...some })),
    anything,
  )
}

/** What the schema asks for. */
function valid(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valid))
  const types = [schema.type ?? []].flat()
  return types.length === 0 ? anything : fc.oneof(...types.map(type => ofType(type, schema)))
}

function ofType(
  type: string,
  { pattern, minLength = 0, maxLength = 100, ...schema }: Schema,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.maxSafeInteger()
    case 'array':
      return fc.array(valid(schema.items ?? {}), { maxLength: 3 })
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, inner]) => [name, valid(inner)] as const,
      )
      return fc.record<Record<string, unknown>>(Object.fromEntries(fields), {
        requiredKeys: schema.required ?? [],
      })
    }
    default:
      if (pattern) return fc.stringMatching(new RegExp(pattern))
      return fc.oneof(
        fc.constantFrom(...NASTY).filter(({ length }) => length >= minLength && length <= maxLength),
        fc.string({ unit: 'grapheme', minLength, maxLength }),
      )
  }
}
