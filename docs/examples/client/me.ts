// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Me, MeChange, OwnEntitlement } from './me-json.ts'
import type { Operation } from './operation.ts'

export interface MePaths {
  '/api/v1/me': {
    /** Who is signed in */
    get: Operation<{
      answers: {
        200: {
          'application/json': Me
        }
      }
      problems: 401 | 429 | '5XX'
    }>
    /** Their language, and where their clock is */
    patch: Operation<{
      body: MeChange
      answers: {
        200: {
          'application/json': Me
        }
      }
      problems: 400 | 401 | 408 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/me/entitlements': {
    /** What they may use, and until when */
    get: Operation<{
      answers: {
        200: {
          'application/json': OwnEntitlement[]
        }
      }
      problems: 401 | 429 | '5XX'
    }>
  }
}
