// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Live, NotReady, Ready } from './health-json.ts'
import type { Operation } from './operation.ts'

export interface HealthPaths {
  '/health/live': {
    /** The process answers */
    get: Operation<{
      answers: {
        200: {
          'application/json': Live
        }
      }
      problems: '5XX'
    }>
  }
  '/health/ready': {
    /** The books answer and their schema is current */
    get: Operation<{
      answers: {
        200: {
          'application/json': Ready
        }
        503: {
          'application/problem+json': NotReady
        }
      }
      problems: '5XX'
    }>
  }
}
