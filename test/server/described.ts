import type { App } from '../../server/frame.ts'

/** As much of JSON Schema as /openapi.json speaks. */
export interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  pattern?: string
  description?: string
}

interface Content {
  content?: Record<string, { schema: Schema }>
  headers?: Record<string, { description: string; schema: Schema }>
}

/** One operation of /openapi.json. */
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters?: { in: 'path' | 'query' | 'header'; name: string; required: boolean; schema: Schema }[]
  requestBody?: Content
  responses: Record<string, Content & { description: string }>
}

/** All that the app says of itself, each schema where it is pointed to. */
export async function operationsOf(app: App): Promise<Operation[]> {
  const { paths, components } = (await app.inject('/openapi.json')).json()
  const whole: Record<string, Record<string, Operation>> = expand(paths)
  return Object.entries(whole).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase() as Operation['method'],
    })),
  )

  function expand<T>(node: T): T {
    if (Array.isArray(node)) return node.map(expand) as T
    if (typeof node !== 'object' || node === null) return node
    if ('$ref' in node) {
      const [kind = '', name = ''] = String(node.$ref).split('/').slice(-2)
      return expand(components[kind][name])
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, expand(value)])) as T
  }
}

/** What is documented for this status; undefined: nothing. */
export function answerFor({ responses }: Operation, status: number): Content | undefined {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`]
}
