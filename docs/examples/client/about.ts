// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Operation } from './operation.ts'

export interface AboutPaths {
  '/openapi.json': {
    /** This description */
    get: Operation<{
      answers: {
        200: {
          'application/json': unknown
        }
        304: never
      }
      problems: 429 | '5XX'
    }>
  }
}
