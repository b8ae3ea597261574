// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Operation } from './operation.ts'
import type { Denied, KeySet } from './services-json.ts'
import type { Entitlement } from './shared-json.ts'

export interface ServicesPaths {
  '/api/v1/people/{telegram_id}/entitlements': {
    /** What a person may use, until when */
    get: Operation<{
      path: {
        telegram_id: string
      }
      answers: {
        200: {
          'application/json': Entitlement[]
          'application/jwt': string
        }
        304: never
      }
      problems: 400 | 401 | 406 | 414 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/people/{telegram_id}/entitlements/{key}': {
    /** The gate: may this person use it? */
    get: Operation<{
      path: {
        telegram_id: string
        key: string
      }
      answers: {
        200: {
          'application/json': Entitlement
        }
        304: never
        403: {
          'application/problem+json': Denied
        }
      }
      problems: 400 | 401 | 414 | 422 | 429 | '5XX'
    }>
  }
  '/.well-known/jwks.json': {
    /** What signed answers are verified with */
    get: Operation<{
      answers: {
        200: {
          'application/json': KeySet
        }
        304: never
      }
      problems: 429 | '5XX'
    }>
  }
}
