import { STATUS_CODES } from 'node:http'
import type { FastifySchema } from 'fastify'
import Type from 'typebox'
import { ProblemJson } from './contract.ts'

type Answers = Record<string, object>

/** Not asked by people or their programs, and so under no limit. */
const UNLIMITED = ['webhooks', 'health']

const IF_NONE_MATCH = Type.Object({
  'If-None-Match': Type.Optional(
    Type.String({ description: 'The ETag of an earlier answer: 304 where that still holds' }),
  ),
})

/**
 * The schema of a route for its description: with the answers that Fastify and the hooks of the app give beside its
 * own, and every problem as problem+json.
 */
export function withAllAnswers(schema: FastifySchema | undefined, method: string): FastifySchema {
  if (!schema || schema.hide) return { hide: true }
  const answers: Answers = { ...beside(schema, method), ...(schema.response as Answers) }
  // A range says less than the statuses that are known.
  delete answers['4xx']
  const described = Object.entries(answers).map(([status, answer]) => [
    status,
    { 'x-response-description': descriptionOf(status), ...inContent(status, answer, schema.produces) },
  ])
  return {
    ...schema,
    ...('304' in answers && { headers: IF_NONE_MATCH }),
    response: Object.fromEntries(described),
  }
}

function beside({ body, params, querystring, security = [], tags = [] }: FastifySchema, method: string) {
  const statuses = [
    ...(method === 'GET' ? [] : [400, 408, 413, 415]),
    ...(params ? [400, 414] : []),
    ...(body || params || querystring ? [422] : []),
    ...(security.length > 0 ? [401] : []),
    ...(tags.some(tag => UNLIMITED.includes(tag)) ? [] : [429]),
    '5xx',
  ]
  return Object.fromEntries(statuses.map(status => [status, ProblemJson]))
}

function descriptionOf(status: string): string {
  return STATUS_CODES[status] ?? 'The fault is ours, or a provider’s: try again'
}

function inContent(status: string, answer: object, produces: readonly string[] = ['application/json']) {
  if ('content' in answer) return answer
  if ('type' in answer && answer.type === 'null') return { type: 'null' }
  const types = /^[45]/.test(status) ? ['application/problem+json'] : produces
  return { content: Object.fromEntries(types.map(type => [type, { schema: answer }])) }
}
