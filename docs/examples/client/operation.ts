import type { Problem } from './shared-json.ts'

/** What differs between operations. */
interface Parts {
  path?: object
  query?: object
  body?: unknown
  /** By status: what comes, by its media type; never: no body. */
  answers: object
  /** The statuses at which a plain problem comes. */
  problems: number | string
}

interface Answer<Content> {
  headers: Record<string, unknown>
  content: Content
}

type AnswerOf<Content> = [Content] extends [never]
  ? { headers: Record<string, unknown>; content?: never }
  : Answer<Content>

/** An operation in the form that openapi-typescript writes and openapi-fetch reads. */
export type Operation<P extends Parts> = {
  parameters: Pick<P, keyof P & ('path' | 'query')>
  responses: { [Status in keyof P['answers']]: AnswerOf<P['answers'][Status]> } & {
    [Status in P['problems']]: Answer<{ 'application/problem+json': Problem }>
  }
} & (P extends { body: infer Body } ? { requestBody: { content: { 'application/json': Body } } } : unknown)
