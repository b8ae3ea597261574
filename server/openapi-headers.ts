/** What comes along with answers, for /openapi.json, which tells each once. */
export const HEADERS = {
  'X-Request-Id': header('Finds the request in the logs'),
  ETag: header('Names what the answer says: to be sent as `If-None-Match` the next time'),
  'Cache-Control': header('How long the answer may be kept without asking again'),
  'RateLimit-Policy': header(
    'How often one may ask: `"<name>";q=<requests>;w=<seconds>`. Where it was counted',
  ),
  RateLimit: header('What is left of that: `"<name>";r=<requests>;t=<seconds until it is all there again>`'),
  'Retry-After': header('In how many seconds to ask again; of 503, where that is known'),
}

type Name = keyof typeof HEADERS

/** The paths of an OpenAPI document, each answer with the headers that may come along. */
export function withHeaders(paths: object = {}): object {
  return changed(paths, methods => changed(methods, operation => inAnswers(operation)))
}

function inAnswers(operation: object): object {
  if (!('responses' in operation) || !isObject(operation.responses)) return operation
  const statuses = Object.keys(operation.responses)
  const responses = changed(operation.responses, (answer, status) => ({
    ...answer,
    headers: Object.fromEntries(namesFor(status, statuses).map(name => [name, pointerTo(name)])),
  }))
  return { ...operation, responses }
}

/** `all`: the statuses of one route. What says that there may be a 304 has ETags, what may be a 429 is counted. */
function namesFor(status: string, all: string[]): Name[] {
  const isKept = all.includes('304') && (status === '200' || status === '304')
  return [
    'X-Request-Id',
    ...(isKept ? (['ETag', 'Cache-Control'] as const) : []),
    ...(all.includes('429') ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
    ...(status === '429' || status === '5XX' ? (['Retry-After'] as const) : []),
  ]
}

function header(description: string) {
  return { description, schema: { type: 'string' as const } }
}

function pointerTo(name: Name) {
  return { $ref: `#/components/headers/${name}` }
}

function changed(whole: object, change: (part: object, name: string) => object): object {
  return Object.fromEntries(
    Object.entries(whole).map(([name, part]) => [name, isObject(part) ? change(part, name) : part]),
  )
}

function isObject(node: unknown): node is object {
  return typeof node === 'object' && node !== null
}
