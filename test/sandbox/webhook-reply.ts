import { isObject } from './parameters.ts'
import type { Answer } from './post.ts'

/** A Bot API call in the body of the bot's answer to an update. */
export interface ReplyCall {
  method: string
  given: Record<string, unknown>
}

type Answered = Extract<Answer, { kind: 'answer' }>

/** What an answer cannot carry: the source leaves these out, and what returns something has nobody to return it to. */
const left = /^(?:get.*|setwebhook|deletewebhook|close|logout)$/i

/** The call in a 2xx answer, null where there is none to carry out; `malformed` JSON is no answer at all. */
export function readReply({ type, body }: Answered): ReplyCall | null | 'malformed' {
  const parameters = readBody(type.toLowerCase(), body)
  if (parameters === 'malformed') return parameters
  const { method, ...given } = parameters
  if (typeof method !== 'string' || method === '' || left.test(method)) return null
  return { method, given }
}

function readBody(type: string, body: string): Record<string, unknown> | 'malformed' {
  if (body === '') return {}
  if (type.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body))
  if (!type.includes('application/json')) return {}
  try {
    const value: unknown = JSON.parse(body)
    if (isObject(value)) return value
    return typeof value === 'string' ? {} : 'malformed'
  } catch {
    return 'malformed'
  }
}
