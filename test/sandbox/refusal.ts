import type { ApiError, ResponseParameters } from '@grammyjs/types'

/**
 * Telegram says no. Thrown, not returned: any method may refuse from any depth, and one place,
 * the HTTP edge, turns a refusal into the answer.
 */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: ResponseParameters | undefined

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }

  answer(): ApiError {
    const error: ApiError = { ok: false, error_code: this.code, description: this.message }
    return this.parameters ? { ...error, parameters: this.parameters } : error
  }
}

/** 400 as the real server words it: its errors start in lower case unless they are CODES. */
export function badRequest(reason: string): Refusal {
  const shouted = /^.[A-Z_]/.test(reason)
  return new Refusal(
    400,
    `Bad Request: ${shouted ? reason : reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  )
}

export function forbidden(reason: string): Refusal {
  return new Refusal(403, `Forbidden: ${reason}`)
}

export function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}

/** The group is a supergroup now, with another id. */
export function upgraded(migrate_to_chat_id: number): Refusal {
  return new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id })
}

/** A query id that was never given out, was answered already, or has outlived its window. */
export function queryTooOld(): Refusal {
  return badRequest('query is too old and response timeout expired or query ID is invalid')
}

/** What the control face refuses: an impossible wish of a person, not of the bot. */
export class ControlRefusal extends Error {
  readonly code: 400 | 404 | 409

  constructor(code: 400 | 404 | 409, message: string) {
    super(message)
    this.code = code
  }
}
