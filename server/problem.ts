import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isOutage } from '../db/billing.ts'
import type { ProblemJson } from './contract.ts'

/** What is the matter, for whoever asked; never an exception's text. */
export interface Trouble {
  status: number
  detail: string
  /** Names a kind of trouble that a program may want to tell from others of its status. */
  kind?: string
  errors?: { field: string; message: string }[]
}

/** The body for `trouble`, with `more` members where its kind has them. Sets status and type of the answer. */
export function problem<More extends object = object>(
  reply: FastifyReply,
  { status, detail, kind, errors }: Trouble,
  more?: More,
): ProblemJson & More {
  const { request } = reply
  reply.code(status).type('application/problem+json').header('x-request-id', request.id)
  return {
    type: kind ? `urn:starpass:problem:${kind}` : 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: request.url.split('?', 1)[0] ?? '/',
    request_id: request.id,
    ...(errors && { errors }),
    ...(more as More),
  }
}

/** Answers for whatever a route threw or Fastify refused; our own faults are logged, and only there. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const trouble = troubleOf(error)
  if (trouble.status >= 500) request.log.error({ err: error }, 'request failed')
  if (trouble.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
  reply.send(problem(reply, trouble))
}

export function answerUnknown(_request: FastifyRequest, reply: FastifyReply): void {
  reply.send(problem(reply, { status: 404, detail: 'There is nothing at this address.' }))
}

/** Outages of a database are mended in seconds, or in much longer. */
const RETRY_AFTER_SECONDS = 2

/** What Fastify refuses, by its status, in our words. */
const REFUSALS: Record<number, string> = {
  400: 'The request is malformed.',
  408: 'The request took too long to arrive.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'The body must be application/json.',
  503: 'The answer took too long. Try again.',
}

function troubleOf(error: FastifyError): Trouble {
  if (error.validation) {
    const detail = 'Some fields are not as they must be.'
    return { status: 422, kind: 'invalid', detail, errors: fieldsOf(error.validation) }
  }
  if (isOutage(error))
    return { status: 503, kind: 'unavailable', detail: 'The books do not answer. Try again.' }
  const { statusCode: status = 500 } = error
  const detail = REFUSALS[status]
  if (detail) return { status, detail }
  if (status >= 400 && status < 500) return { status, detail: 'The request was refused.' }
  return { status: 500, detail: 'Something went wrong on our side. Try again.' }
}

function fieldsOf(validation: NonNullable<FastifyError['validation']>): Trouble['errors'] & object {
  return validation.map(({ instancePath, params, message }) => {
    const { missingProperty, additionalProperty } = params
    const missing = missingProperty ?? additionalProperty
    const path = instancePath.split('/').slice(1)
    return {
      field: [...path, ...(missing ? [String(missing)] : [])].join('.'),
      message: message ?? 'is not valid',
    }
  })
}
